package dev.healthcheck.spring.appserver;

import java.io.Closeable;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import dev.healthcheck.spring.appserver.ListenerTable.Listener;
import dev.healthcheck.spring.appserver.ProofOfDeath.Verdict;

/**
 * Looks at all connectors of a server: at what they say, what the operating system says,
 * and what a client sees. Used by one thread, and closed by any.
 */
final class ServerWatch implements Closeable {

	private final Supplier<List<ConnectorState>> connectors;

	/** In the order of the connectors. */
	private final List<Watched> watched = new CopyOnWriteArrayList<>();

	ServerWatch(Supplier<List<ConnectorState>> connectors) {
		this.connectors = connectors;
	}

	/**
	 * Look at the server while it is expected to serve.
	 * @param now the time, in nanoseconds of a monotonic clock
	 * @return what was seen
	 */
	Sighting look(long now) {
		List<ConnectorState> states = this.connectors.get();
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

	/**
	 * Look at the server while it starts or stops, when nothing is proven by it.
	 * @return what was seen
	 */
	Sighting glance() {
		close();
		this.watched.clear();
		List<ConnectorState> states = this.connectors.get();
		states.forEach((state) -> this.watched.add(new Watched(state.accepting())));
		return Sighting.of(states);
	}

	@Override
	public void close() {
		this.watched.forEach((connector) -> connector.connection.close());
	}

	/** What is kept of a connector from one look to the next. */
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

}
