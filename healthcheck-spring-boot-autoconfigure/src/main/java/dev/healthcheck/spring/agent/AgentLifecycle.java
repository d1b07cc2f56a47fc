package dev.healthcheck.spring.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

import dev.healthcheck.agent.AgentAnswer;
import dev.healthcheck.agent.AgentServer;
import dev.healthcheck.port.HostAndPort;
import dev.healthcheck.spring.management.PortLifecycle;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Starts the agent as soon as checks run, and stops it when all else has stopped but
 * them: it says {@code drain} to the end.
 *
 * @since 0.1.0
 */
public final class AgentLifecycle extends PortLifecycle<AgentServer> {

	private static final Log logger = LogFactory.getLog(AgentLifecycle.class);

	private final InetSocketAddress address;

	private final Supplier<AgentAnswer> answers;

	private final DaemonThreadFactory threads;

	/**
	 * Create a lifecycle.
	 * @param address where to listen
	 * @param answers returns the answer of the moment
	 * @param threads creates the thread of the agent
	 */
	public AgentLifecycle(InetSocketAddress address, Supplier<AgentAnswer> answers, DaemonThreadFactory threads) {
		super("Set 'healthcheck.agent.port' to a TCP port that is free, or to 0 for any, or stop what listens"
				+ " there; look at 'healthcheck.agent.address' if it is set. To do without the agent"
				+ " remove 'healthcheck.agent.port'.");
		this.address = address;
		this.answers = answers;
		this.threads = threads;
	}

	/**
	 * Return where the agent listens.
	 * @return the address, or {@code null} while it is stopped
	 */
	public @Nullable InetSocketAddress address() {
		AgentServer server = server();
		return (server != null) ? server.address() : null;
	}

	@Override
	protected AgentServer open() throws IOException {
		return AgentServer.start(this.address, this.answers, this.threads);
	}

	@Override
	protected void opened(AgentServer server) {
		logger
			.info(LogMessage.format("HAProxy's agent check is answered on %s (TCP)", HostAndPort.of(server.address())));
	}

	@Override
	protected void close(AgentServer server) {
		server.close();
	}

}
