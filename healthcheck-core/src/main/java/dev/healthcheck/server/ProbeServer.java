package dev.healthcheck.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.port.PortFailure;
import dev.healthcheck.thread.DaemonThreadFactory;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/**
 * Server for probes: HTTP/1.0 and 1.1 without TLS, for applications that have no web
 * server. It waits for nobody: not for a head that drips in, nor for a body, nor for an
 * asker that does not read its answer.
 *
 * <p>
 * One daemon thread, {@code healthcheck-http-1}, serves all connections; up to
 * {@code threads - 1} others make the answers that may take time. None of them keeps the
 * JVM alive. A server cannot be started again: start another one.
 *
 * @since 0.1.0
 */
public final class ProbeServer implements AutoCloseable {

	/** How many slow answers may wait for a thread. */
	private static final int WAITING = 1024;

	/** How long an answer waits for a thread. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/** What is read at once; the head of most requests is shorter. */
	private static final int READ = 2048;

	private final EventLoop loop;

	private final ThreadPoolExecutor others;

	private final ServerThreads threads;

	private final ConnectionLimit connections;

	private final Channel channel;

	private ProbeServer(EventLoop loop, ThreadPoolExecutor others, ServerThreads threads, ConnectionLimit connections,
			Channel channel) {
		this.loop = loop;
		this.others = others;
		this.threads = threads;
		this.connections = connections;
		this.channel = channel;
	}

	/**
	 * Start a server whose threads have the context class loader of the calling thread.
	 * It answers as soon as this method returns.
	 * @param address where to listen; with port 0, on any free port
	 * @param limits what the server may use
	 * @param handler answers requests
	 * @return the server
	 * @throws IOException if it cannot listen there, with the address and the port in the
	 * message; a {@link BindException} if the port is in use
	 */
	public static ProbeServer start(InetSocketAddress address, ProbeServerLimits limits, ProbeHandler handler)
			throws IOException {
		return start(address, limits, handler, DaemonThreadFactory.inheriting());
	}

	/**
	 * Start a server. It answers as soon as this method returns.
	 * @param address where to listen; with port 0, on any free port
	 * @param limits what the server may use
	 * @param handler answers requests
	 * @param factory creates the threads of the server
	 * @return the server
	 * @throws IOException if it cannot listen there, with the address and the port in the
	 * message; a {@link BindException} if the port is in use
	 */
	public static ProbeServer start(InetSocketAddress address, ProbeServerLimits limits, ProbeHandler handler,
			DaemonThreadFactory factory) throws IOException {
		return start(address, limits, handler, factory, PATIENCE);
	}

	static ProbeServer start(InetSocketAddress address, ProbeServerLimits limits, ProbeHandler handler,
			DaemonThreadFactory factory, Duration patience) throws IOException {
		ServerThreads threads = new ServerThreads(factory);
		EventLoop loop = new SingleThreadIoEventLoop(null, threads, NioIoHandler.newFactory());
		ThreadPoolExecutor others = new ThreadPoolExecutor(limits.threads() - 1, limits.threads() - 1, 0,
				TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), threads);
		ConnectionLimit connections = new ConnectionLimit(limits.maxConnections());
		HttpAnswers answers = new HttpAnswers(handler, InstantSource.system());
		// A few small buffers do not pay for a pool of them
		ByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);
		ChannelFuture bound = new ServerBootstrap().group(loop)
			.channel(NioServerSocketChannel.class)
			.option(ChannelOption.ALLOCATOR, allocator)
			.option(ChannelOption.SO_BACKLOG, limits.acceptCount())
			.handler(connections)
			.childOption(ChannelOption.ALLOCATOR, allocator)
			.childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
			.childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ))
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new ConnectionSetup(() -> new ProbeConnection(limits, answers, others, patience)))
			.bind(address)
			.awaitUninterruptibly();
		ProbeServer server = new ProbeServer(loop, others, threads, connections, bound.channel());
		if (!bound.isSuccess()) {
			server.close();
			throw PortFailure.of("The probe server", address, bound.cause());
		}
		return server;
	}

	/**
	 * Return where the server listens.
	 * @return the address, with the port that was free where any was asked for
	 */
	public InetSocketAddress address() {
		return (InetSocketAddress) this.channel.localAddress();
	}

	/**
	 * Close the port and all connections, interrupt answers that are being made, and wait
	 * for the threads to end, a few seconds at the most: an answer may hold one for ever.
	 */
	@Override
	public void close() {
		// A handler that holds up the thread of all connections must not hold up this one
		this.channel.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
		if (!this.loop.isShuttingDown()) {
			this.loop.submit(this.connections::closeAll).awaitUninterruptibly(1, TimeUnit.SECONDS);
		}
		// Only now, so that no asker is told what an interrupted answer came to
		this.others.shutdownNow();
		var unused = this.loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
		this.threads.join(Duration.ofSeconds(1));
	}

}
