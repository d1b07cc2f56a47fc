package dev.healthcheck.spring.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

import dev.healthcheck.port.HostAndPort;
import dev.healthcheck.server.AgentAnswer;
import dev.healthcheck.server.AgentServer;
import dev.healthcheck.server.ServerLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * The port on which HAProxy's agent check is answered.
 */
final class AgentPort implements SharedPorts.Tenant {

	private static final Log logger = LogFactory.getLog(AgentPort.class);

	private final ServerLoop loop;

	private final InetSocketAddress wanted;

	private final Supplier<AgentAnswer> answers;

	private volatile @Nullable AgentServer server;

	AgentPort(ServerLoop loop, InetSocketAddress wanted, Supplier<AgentAnswer> answers) {
		this.loop = loop;
		this.wanted = wanted;
		this.answers = answers;
	}

	@Override
	public void open() throws IOException {
		AgentServer server = AgentServer.start(this.loop, this.wanted, this.answers);
		this.server = server;
		logger
			.info(LogMessage.format("HAProxy's agent check is answered on %s (TCP)", HostAndPort.of(server.address())));
	}

	@Nullable InetSocketAddress address() {
		AgentServer server = this.server;
		return (server != null) ? server.address() : null;
	}

	@Override
	public void close() {
		AgentServer server = this.server;
		this.server = null;
		if (server != null) {
			server.close();
		}
	}

}
