package dev.healthcheck.spring.appserver;

import java.net.InetSocketAddress;

import org.jspecify.annotations.Nullable;

/**
 * Value object for the state of a connector, as its server reports it.
 *
 * @param name unique within the server
 * @param address {@code null} if it is not bound to a TCP port
 * @param accepting whether it is started and not paused, and its port is open
 * @param atLimit whether it has the maximum number of connections
 * @param dead the vital thread or event loop that has ended, or {@code null}
 * @param acceptorThread whether a platform thread that serves no requests accepts its
 * connections
 */
record ConnectorState(String name, @Nullable InetSocketAddress address, boolean accepting, boolean atLimit,
		@Nullable String dead, boolean acceptorThread, ServerState counters) {

	/** Of a server that has been stopped. */
	static final ConnectorState STOPPED = new ConnectorState("server", null, false, false, null, false,
			ServerState.UNKNOWN);

	String label() {
		return (this.address != null) ? "port " + this.address.getPort() : this.name;
	}

}
