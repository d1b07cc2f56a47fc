package dev.healthcheck.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.server.ConnectionTable.Phase;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Server for probes: HTTP/1.0 and 1.1, with or without TLS. No client can hold it up:
 * neither by sending or reading slowly, nor by sending many requests at once, nor by
 * opening many connections.
 *
 * <p>
 * One thread of a {@link ServerLoop} serves all connections and sends published
 * responses. A few other daemon threads, started when needed, make deferred responses. A
 * server cannot be started again: start another one.
 */
public final class ProbeServer implements AutoCloseable {

	/** How long a response waits for a thread. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/** How long a client may take to close after its last response. */
	private static final Duration LINGER = Duration.ofSeconds(1);

	/** Maximum number of responses that wait for a thread. */
	private static final int WAITING = 1024;

	private final ServerThreads threads;

	private final ServerLoop loop;

	private final boolean ownsLoop;

	private final ThreadPoolExecutor responseThreads;

	private final @Nullable TlsThread tls;

	private final WarmUp warmUp;

	private final ServerPort port;

	private ProbeServer(ServerLoop loop, boolean ownsLoop, InetSocketAddress address, ProbeServerLimits limits,
			@Nullable ServerTls tls, ProbeHandler handler, Duration patience) throws IOException {
		this.threads = new ServerThreads(loop.factory());
		this.loop = loop;
		this.ownsLoop = ownsLoop;
		AtomicInteger number = new AtomicInteger(1);
		this.responseThreads = new ThreadPoolExecutor(limits.threads(), limits.threads(), 0, TimeUnit.SECONDS,
				new ArrayBlockingQueue<>(WAITING),
				(task) -> this.threads.newThread("healthcheck-http-" + number.incrementAndGet(), task));
		TlsThread tlsThread = (tls != null) ? new TlsThread(tls, loop, this.threads) : null;
		this.tls = tlsThread;
		this.warmUp = new WarmUp(tls != null, this.threads);
		SafeHandler safe = new SafeHandler(handler, loop);
		ResponseEncoder encoder = new ResponseEncoder(InstantSource.system());
		try {
			this.port = ServerPort.open(address,
					new ServerPort.Settings("The probe server", loop, limits.acceptCount(),
							connections(limits, patience),
							(tlsThread != null) ? (connection) -> new TlsTransport(connection, tlsThread)
									: Transport::new,
							(connection) -> new HttpSession(connection, this.warmUp.handler(connection, safe), encoder,
									this.responseThreads)));
		}
		catch (IOException ex) {
			closeThreads();
			throw ex;
		}
	}

	private ConnectionTable connections(ProbeServerLimits limits, Duration patience) {
		return new ConnectionTable(limits.maxConnections(),
				Map.of(Phase.HEAD, limits.connectionTimeout(), Phase.IDLE, limits.keepAliveTimeout(), Phase.WAITING,
						patience, Phase.SENDING, limits.keepAliveTimeout(), Phase.LINGERING, LINGER),
				this.loop::now);
	}

	/**
	 * Start a server without TLS on a loop of its own, whose threads have the context
	 * class loader of the calling thread.
	 * @param address where to listen; with port 0, on any free port
	 * @param limits the limits of the server
	 * @param handler answers requests
	 * @return the server, which answers already
	 * @throws IOException if it cannot listen there, with the address and the port in the
	 * message; a {@link BindException} if the port is in use
	 */
	public static ProbeServer start(InetSocketAddress address, ProbeServerLimits limits, ProbeHandler handler)
			throws IOException {
		return start(address, limits, null, handler, PATIENCE);
	}

	static ProbeServer start(InetSocketAddress address, ProbeServerLimits limits, @Nullable ServerTls tls,
			ProbeHandler handler, Duration patience) throws IOException {
		ServerLoop loop = ServerLoop.start(DaemonThreadFactory.inheriting());
		try {
			return new ProbeServer(loop, true, address, limits, tls, handler, patience);
		}
		catch (IOException | RuntimeException ex) {
			loop.close();
			throw ex;
		}
	}

	/**
	 * Start a server on a loop that may serve other ports, too.
	 * @param loop the loop, which is not closed with the server
	 * @param address where to listen; with port 0, on any free port
	 * @param limits the limits of the server
	 * @param tls the settings for TLS, or {@code null} for none
	 * @param handler answers requests
	 * @return the server, which answers already
	 * @throws IOException if it cannot listen there, with the address and the port in the
	 * message; a {@link BindException} if the port is in use
	 * @throws IllegalArgumentException if a protocol or cipher suite is not supported
	 */
	public static ProbeServer start(ServerLoop loop, InetSocketAddress address, ProbeServerLimits limits,
			@Nullable ServerTls tls, ProbeHandler handler) throws IOException {
		return new ProbeServer(loop, false, address, limits, tls, handler, PATIENCE);
	}

	// With the actual port
	public InetSocketAddress address() {
		return this.port.address();
	}

	/**
	 * Send the server some hundred requests over loopback, one after the other and with
	 * pauses, so that its code is compiled before a probe is in a hurry. A thread that
	 * ends afterwards does this in the background. Nothing happens if there is no memory
	 * for it.
	 * @param handler answers these requests in place of the handler of the server: like
	 * that one, but without counting
	 * @param requests the requests to send in turn
	 */
	public void warmUp(ProbeHandler handler, Collection<ProbeRequest> requests) {
		this.warmUp.start(address(), new SafeHandler(handler, this.loop), requests);
	}

	/**
	 * Close the port and all connections, interrupt responses that are being made, and
	 * wait for the threads to end, for a few seconds: one that ignores the interrupt is
	 * left behind.
	 */
	@Override
	public void close() {
		this.port.close();
		// First, so that no client receives an interrupted response
		this.loop.remove(this.port);
		closeThreads();
		if (this.ownsLoop) {
			this.loop.close();
		}
	}

	private void closeThreads() {
		this.warmUp.close();
		this.responseThreads.shutdownNow();
		if (this.tls != null) {
			this.tls.close();
		}
		this.threads.join();
	}

}
