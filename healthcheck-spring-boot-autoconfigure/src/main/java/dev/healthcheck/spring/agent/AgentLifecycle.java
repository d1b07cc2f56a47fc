package dev.healthcheck.spring.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

import dev.healthcheck.agent.AgentAnswer;
import dev.healthcheck.agent.AgentServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.log.LogMessage;

/**
 * Starts the agent as soon as checks run, and stops it when all else has stopped but
 * them: it says {@code drain} to the end.
 *
 * @since 0.1.0
 */
public final class AgentLifecycle implements SmartLifecycle {

	/** Between the runner of checks and the servers. */
	private static final int PHASE = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 256;

	private static final Log logger = LogFactory.getLog(AgentLifecycle.class);

	private final InetSocketAddress address;

	private final Supplier<AgentAnswer> answers;

	private volatile @Nullable AgentServer server;

	/**
	 * Create a lifecycle.
	 * @param address where to listen
	 * @param answers returns the answer of the moment
	 */
	public AgentLifecycle(InetSocketAddress address, Supplier<AgentAnswer> answers) {
		this.address = address;
		this.answers = answers;
	}

	/**
	 * Return where the agent listens.
	 * @return the address, or {@code null} while it is stopped
	 */
	public @Nullable InetSocketAddress address() {
		AgentServer server = this.server;
		return (server != null) ? server.address() : null;
	}

	@Override
	public void start() {
		try {
			AgentServer server = AgentServer.start(this.address, this.answers);
			this.server = server;
			logger.info(LogMessage.format("HAProxy's agent check is answered on %s, TCP port %d",
					server.address().getAddress().getHostAddress(), server.address().getPort()));
		}
		catch (IOException ex) {
			throw new FailureAnalyzedException(ex.getMessage() + ".",
					"Set 'healthcheck.agent.port' to a TCP port that is free, or to 0 for any, or stop what listens"
							+ " there; look at 'healthcheck.agent.address' if it is set. To do without the agent"
							+ " remove 'healthcheck.agent.port'.",
					ex);
		}
	}

	@Override
	public void stop() {
		AgentServer server = this.server;
		this.server = null;
		if (server != null) {
			server.close();
		}
	}

	@Override
	public boolean isRunning() {
		return this.server != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
