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
 * The open connections of a port by what they are doing, those first that have been doing
 * it for longest. All connections in one phase have the same time limit, so that nothing
 * but the first of each phase is ever looked at. Used by the thread of the loop only.
 */
final class ConnectionTable {

	private static final List<Phase> IDLE_FIRST = List.of(Phase.LINGERING, Phase.IDLE, Phase.HEAD, Phase.SENDING);

	private final int maximum;

	private final Map<Phase, Queue> queues = new EnumMap<>(Phase.class);

	private final LongSupplier ticker;

	/**
	 * Create a table.
	 * @param maximum the maximum number of connections
	 * @param limits the time limits of the phases; none for one that is missing
	 * @param ticker returns the time in nanoseconds
	 */
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

	/**
	 * Let a connection begin a phase, again if it is in that one already.
	 * @param connection the connection
	 * @param phase the phase
	 */
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

	/**
	 * Close the connection that has been idle for longest; one whose response is being
	 * made only if there is no other.
	 */
	void closeLongestIdle() {
		Connection longest = null;
		for (Phase phase : IDLE_FIRST) {
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

	/**
	 * End what has reached its time limit.
	 * @return nanoseconds until the next limit, or {@link Long#MAX_VALUE} if there is
	 * none
	 */
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

	/**
	 * The connections of a phase.
	 *
	 * @param limit the time limit in nanoseconds, {@link Long#MAX_VALUE} for none
	 * @param connections the connections, in the order in which they entered the phase
	 */
	private record Queue(long limit, Set<Connection> connections) {

		@Nullable Connection first() {
			Iterator<Connection> first = this.connections.iterator();
			return first.hasNext() ? first.next() : null;
		}

	}

}
