package dev.healthcheck.spring.everything;

import java.net.InetSocketAddress;
import java.util.Objects;

import dev.healthcheck.spring.server.ProbeServerLifecycle;
import dev.healthcheck.statsd.StatsdListener;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/**
 * Where the application listens.
 */
class Ports {

	/** What the line begins with. */
	static final String LINE = "ports: ";

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Environment environment;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private ProbeServerLifecycle agent;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private StatsdListener statsd;

	@Override
	public String toString() {
		return LINE + this.environment.getProperty("local.healthcheck.port") + " "
				+ this.environment.getProperty("local.server.port", "0") + " " + port(this.agent.agentAddress()) + " "
				+ port(this.statsd.address());
	}

	private static int port(@Nullable InetSocketAddress address) {
		return Objects.requireNonNull(address, "address").getPort();
	}

}
