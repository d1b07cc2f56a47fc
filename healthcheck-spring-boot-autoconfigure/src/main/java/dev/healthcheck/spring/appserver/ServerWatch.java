package dev.healthcheck.spring.appserver;

import java.io.Closeable;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import dev.healthcheck.spring.appserver.ListenerTable.Listener;
import dev.healthcheck.spring.appserver.ProofOfDeath.Look;
import dev.healthcheck.spring.appserver.ProofOfDeath.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Observes all connectors of a server: what they report, what the operating system
 * reports, and what a client sees. Used by one thread, closed by any.
 */
final class ServerWatch implements Closeable {

	static final String ACCEPTING = "accepting";

	static final String UNKNOWN = "unknown";

	private final Supplier<List<ConnectorState>> connectors;

	/** In the order of the connectors. */
	private final List<Watched> watched = new CopyOnWriteArrayList<>();

	ServerWatch(Supplier<List<ConnectorState>> connectors) {
		this.connectors = connectors;
	}

	// Boot removes the connectors while a server is stopped
	private List<ConnectorState> connectors() {
		List<ConnectorState> states = this.connectors.get();
		return states.isEmpty() ? List.of(ConnectorState.STOPPED) : states;
	}

	// While the server is expected to serve
	Sighting look(long now) {
		List<ConnectorState> states = connectors();
		ListenerTable listeners = ListenerTable.read(ListenerTable.PROC);
		boolean descriptors = HalfClose.isPossible();
		Sighting sighting = Sighting.of(states);
		for (int i = 0; i < states.size(); i++) {
			if (i == this.watched.size()) {
				this.watched.add(new Watched(false));
			}
			ConnectorState state = states.get(i);
			InetSocketAddress address = state.address();
			Listener listener = (address != null) ? listeners.find(address) : Listener.UNKNOWN;
			sighting = sighting.with(listener, this.watched.get(i).look(now, state, listener, descriptors));
		}
		return sighting;
	}

	// While the server starts or stops, which proves nothing
	Sighting glance() {
		close();
		this.watched.clear();
		List<ConnectorState> states = connectors();
		states.forEach((state) -> this.watched.add(new Watched(state.accepting())));
		return Sighting.of(states);
	}

	@Override
	public void close() {
		this.watched.forEach((connector) -> connector.connection.close());
	}

	/** The state of a connector between two looks. */
	private static final class Watched {

		private final ProofOfDeath proof;

		private final HalfClose connection = new HalfClose();

		Watched(boolean accepting) {
			this.proof = new ProofOfDeath(accepting);
		}

		Verdict look(long now, ConnectorState state, Listener listener, boolean descriptors) {
			Verdict verdict = this.proof.take(now, new Look(state, listener, descriptors, this.connection.poll()));
			switch (verdict.action()) {
				case OPEN -> this.connection.open(Objects.requireNonNull(state.address()));
				case CLOSE -> this.connection.close();
				case NONE -> {
				}
			}
			return verdict;
		}

	}

	/**
	 * Value object for the state of a server at one time.
	 *
	 * @param counters of the first connector
	 * @param reachable whether any connector has a port
	 * @param accepting whether all connectors report that they accept connections
	 * @param dead why a connector is dead, or {@code null} if nothing proves it
	 * @param waiting the number of connections that wait to be accepted
	 * @param silent time for which connections have been unanswered
	 */
	record Sighting(ServerState counters, boolean reachable, boolean accepting, @Nullable String dead,
			@Nullable Integer waiting, Duration silent) {

		private static Sighting of(List<ConnectorState> connectors) {
			return new Sighting(connectors.get(0).counters(),
					connectors.stream().anyMatch((connector) -> connector.address() != null),
					connectors.stream().allMatch(ConnectorState::accepting), null, null, Duration.ZERO);
		}

		private Sighting with(Listener listener, Verdict verdict) {
			int soFar = (this.waiting != null) ? this.waiting : 0;
			return new Sighting(this.counters, this.reachable, this.accepting,
					(this.dead != null) ? this.dead : verdict.reason(),
					listener.present() ? Integer.valueOf(soFar + listener.waiting()) : this.waiting,
					(verdict.silent().compareTo(this.silent) > 0) ? verdict.silent() : this.silent);
		}

		Map<String, Object> details() {
			Map<String, Object> details = new LinkedHashMap<>();
			details.put(ACCEPTING, (this.dead == null && !this.reachable) ? UNKNOWN : this.dead == null);
			details.putAll(this.counters.details());
			if (this.waiting != null) {
				details.put("waiting", this.waiting);
			}
			if (!this.silent.isZero()) {
				details.put("unansweredSeconds", this.silent.toSeconds());
			}
			return details;
		}

	}

}
