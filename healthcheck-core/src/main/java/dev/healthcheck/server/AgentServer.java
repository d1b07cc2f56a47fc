package dev.healthcheck.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import dev.healthcheck.server.ConnectionTable.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Server for HAProxy's agent check: sends one line about this instance to each client
 * that connects, and ignores what the client sends. A server cannot be started again:
 * start another one.
 */
public final class AgentServer implements AutoCloseable {

	private static final int BACKLOG = 128;

	private static final int MOST_CONNECTIONS = 64;

	/** How long a client may take to read one line and to close. */
	private static final Duration LIMIT = Duration.ofSeconds(1);

	private final Supplier<@Nullable AgentAnswer> answers;

	private final ServerLoop loop;

	private final ServerPort port;

	private final FailureLog failures;

	private AgentServer(ServerLoop loop, InetSocketAddress address, Supplier<@Nullable AgentAnswer> answers)
			throws IOException {
		this.answers = answers;
		this.loop = loop;
		this.failures = loop.failureLog(AgentServer.class);
		ConnectionTable connections = new ConnectionTable(MOST_CONNECTIONS,
				Map.of(Phase.HEAD, LIMIT, Phase.SENDING, LIMIT, Phase.LINGERING, LIMIT), loop::now);
		this.port = ServerPort.open(address,
				new ServerPort.Settings("The agent", loop, BACKLOG, connections, Transport::new, AgentSession::new));
	}

	/**
	 * Start a server on a loop that may serve other ports, too.
	 * @param loop the loop, which is not closed with the server
	 * @param address where to listen; with port 0, on any free port
	 * @param answers returns the current answer, at once, or {@code null}: HAProxy keeps
	 * the last one
	 * @return the server, which answers already
	 * @throws IOException if it cannot listen there, with the address and the port in the
	 * message; a {@link BindException} if the port is in use
	 */
	public static AgentServer start(ServerLoop loop, InetSocketAddress address, Supplier<@Nullable AgentAnswer> answers)
			throws IOException {
		return new AgentServer(loop, address, answers);
	}

	// With the actual port
	public InetSocketAddress address() {
		return this.port.address();
	}

	private @Nullable AgentAnswer answer() {
		try {
			return this.answers.get();
		}
		catch (Throwable ex) {
			this.failures.log(() -> "The agent failed to answer", ex);
			return null;
		}
	}

	/**
	 * Close the port and all connections. Waits at most a second.
	 */
	@Override
	public void close() {
		this.port.close();
		this.loop.remove(this.port);
	}

	private final class AgentSession implements Session {

		AgentSession(Connection connection) {
			AgentAnswer answer = answer();
			if (answer != null) {
				connection.send(ByteBuffer.wrap((answer.line() + "\n").getBytes(StandardCharsets.US_ASCII)));
			}
			connection.finish(false);
		}

		@Override
		public boolean receive(ByteBuffer input) {
			return false;
		}

	}

}
