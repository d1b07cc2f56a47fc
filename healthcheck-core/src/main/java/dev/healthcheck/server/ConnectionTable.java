package dev.healthcheck.server;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The open connections of a port by phase, those first that entered it first. All
 * connections in a phase have the same time limit, so only the first one is checked. Used
 * only by the thread of the loop.
 */
final class ConnectionTable {

	private static final List<Phase> IDLE = List.of(Phase.LINGERING, Phase.IDLE, Phase.HEAD, Phase.SENDING);

	private final int maximum;

	private final Map<Phase, Queue> queues = new EnumMap<>(Phase.class);

	private final LongSupplier ticker;

	// Phases that are not in the map have no limit
	ConnectionTable(int maximum, Map<Phase, Duration> limits, LongSupplier ticker) {
		this.maximum = maximum;
		this.ticker = ticker;
		for (Phase phase : Phase.values()) {
			Duration limit = limits.get(phase);
			this.queues.put(phase, new Queue((limit != null) ? TimeUnit.NANOSECONDS.convert(limit) : Long.MAX_VALUE,
					new LinkedHashSet<>()));
		}
	}

	void add(Connection connection) {
		if (size() >= this.maximum) {
			closeLongestIdle();
		}
		connection.phase = Phase.HEAD;
		connection.since = this.ticker.getAsLong();
		queue(Phase.HEAD).connections().add(connection);
	}

	// Starts the time limit again if the connection is already in the phase
	void enter(Connection connection, Phase phase) {
		if (queue(connection.phase).connections().remove(connection)) {
			connection.phase = phase;
			connection.since = this.ticker.getAsLong();
			queue(phase).connections().add(connection);
		}
	}

	void remove(Connection connection) {
		queue(connection.phase).connections().remove(connection);
	}

	int size() {
		int size = 0;
		for (Queue queue : this.queues.values()) {
			size += queue.connections().size();
		}
		return size;
	}

	// A connection whose response is being made is closed only if there is no other
	void closeLongestIdle() {
		Connection longest = null;
		for (Phase phase : IDLE) {
			Connection first = queue(phase).first();
			if (first != null && (longest == null || first.since - longest.since < 0)) {
				longest = first;
			}
		}
		longest = (longest != null) ? longest : queue(Phase.WAITING).first();
		longest = (longest != null) ? longest : queue(Phase.DEFERRED).first();
		if (longest != null) {
			longest.close();
		}
	}

	// Ends what has reached its time limit. Returns nanoseconds until the next one
	long sweep() {
		long next = Long.MAX_VALUE;
		for (Queue queue : this.queues.values()) {
			next = Math.min(next, sweep(queue));
		}
		return next;
	}

	private long sweep(Queue queue) {
		long now = this.ticker.getAsLong();
		for (Connection first = queue.first(); first != null; first = queue.first()) {
			long passed = now - first.since;
			if (passed < queue.limit()) {
				return (queue.limit() != Long.MAX_VALUE) ? queue.limit() - passed : Long.MAX_VALUE;
			}
			first.expire();
		}
		return Long.MAX_VALUE;
	}

	void closeAll() {
		for (Queue queue : this.queues.values()) {
			for (Connection first = queue.first(); first != null; first = queue.first()) {
				first.close();
			}
		}
	}

	private Queue queue(Phase phase) {
		return Objects.requireNonNull(this.queues.get(phase));
	}

	/** What a connection is doing. It decides about the time limit. */
	enum Phase {

		/** Waiting for the head of a request, or for a TLS handshake before it. */
		HEAD,

		/** Waiting for the first byte of the next request. */
		IDLE,

		/** A response waits for a thread. */
		WAITING,

		/** A thread makes a response. There is no time limit. */
		DEFERRED,

		/** The client does not read its responses. */
		SENDING,

		/** The last response has been sent; the client has not closed its end. */
		LINGERING

	}

	/** The connections of a phase, in the order in which they entered it. */
	private record Queue(long limit, Set<Connection> connections) {

		@Nullable Connection first() {
			Iterator<Connection> first = this.connections.iterator();
			return first.hasNext() ? first.next() : null;
		}

	}

}
