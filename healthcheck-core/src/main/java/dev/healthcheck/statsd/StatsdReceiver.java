package dev.healthcheck.statsd;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.port.HostAndPort;
import dev.healthcheck.port.PortFailure;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The thread that receives, and its socket, from one start of a listener to its stop. The
 * thread replaces the socket when that fails; the stopping thread closes it.
 */
final class StatsdReceiver {

	private static final Logger logger = System.getLogger(StatsdListener.class.getName());

	/**
	 * What the kernel may keep while this process has no processor: some 1,300 datagrams
	 * of gunicorn's. Twice as much, left behind by a flood, takes a JVM that has compiled
	 * none of this more than 100 ms to read. Linux limits it to
	 * {@code net.core.rmem_max}.
	 */
	private static final int RECEIVE_BUFFER = 512 * 1024;

	private final InetSocketAddress address;

	private final DatagramReader reader;

	private final Duration pause;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final Thread thread;

	/** One more byte than is read, to detect longer datagrams. */
	private final DatagramPacket packet = new DatagramPacket(new byte[DatagramReader.MAX_BYTES + 1],
			DatagramReader.MAX_BYTES + 1);

	// Package-private for tests, which close it
	volatile DatagramSocket socket;

	private volatile @Nullable String problem;

	/** Whether the log has the problem. */
	private boolean logged;

	private StatsdReceiver(DatagramSocket socket, DatagramReader reader, Duration pause, DaemonThreadFactory factory) {
		this.socket = socket;
		this.address = (InetSocketAddress) socket.getLocalSocketAddress();
		this.reader = reader;
		this.pause = pause;
		this.thread = factory.newThread("healthcheck-statsd", this::run);
	}

	// The message of the exception has the host and the port
	static StatsdReceiver start(InetSocketAddress address, DatagramReader reader, Duration pause,
			DaemonThreadFactory factory) throws IOException {
		if (address.isUnresolved()) {
			throw new UnknownHostException("StatsD cannot listen on " + HostAndPort.of(address) + ": unknown host");
		}
		DatagramSocket socket;
		try {
			socket = open(address);
		}
		catch (SocketException ex) {
			throw PortFailure.of("StatsD", address, ex);
		}
		try {
			StatsdReceiver receiver = new StatsdReceiver(socket, reader, pause, factory);
			receiver.thread.start();
			return receiver;
		}
		catch (Throwable ex) {
			// No memory or no thread
			socket.close();
			throw ex;
		}
	}

	private static DatagramSocket open(InetSocketAddress address) throws SocketException {
		DatagramSocket socket = new DatagramSocket(null);
		try {
			// Two processes that share a port would each receive a part
			socket.setReuseAddress(false);
			socket.setReceiveBufferSize(RECEIVE_BUFFER);
			socket.bind(address);
			return socket;
		}
		catch (SocketException ex) {
			socket.close();
			throw ex;
		}
	}

	private void run() {
		while (!isStopped()) {
			try {
				if (this.problem == null || reopen()) {
					receive();
				}
			}
			catch (Throwable ex) {
				// Any: the end of this thread would go unnoticed
				if (!isStopped()) {
					failed(ex);
				}
			}
		}
		this.socket.close();
	}

	private void receive() throws IOException {
		byte[] buffer = this.packet.getData();
		this.packet.setLength(buffer.length);
		this.socket.receive(this.packet);
		this.reader.read(buffer, this.packet.getLength(), (InetSocketAddress) this.packet.getSocketAddress());
	}

	// Returns false if the stop has closed the socket before
	private boolean reopen() throws IOException {
		this.socket = open(this.address);
		if (isStopped()) {
			return false;
		}
		this.problem = null;
		this.logged = false;
		logger.log(Level.INFO, () -> "StatsD listener on " + HostAndPort.of(this.address) + " is open again");
		return true;
	}

	private void failed(Throwable failure) {
		if (this.problem == null) {
			this.problem = "StatsD listener failed";
		}
		try {
			this.socket.close();
			report(failure);
		}
		catch (Throwable ex) {
			// No memory to log it
		}
		pause();
	}

	private void report(Throwable failure) {
		String listener = "StatsD listener on " + HostAndPort.of(this.address) + " failed";
		this.problem = listener + ": " + failure.getMessage();
		if (!this.logged) {
			logger.log(Level.WARNING, listener + "; retrying until its port can be opened again", failure);
			this.logged = true;
		}
	}

	private void pause() {
		try {
			// Only a stop ends it early
			var unused = this.stopped.await(this.pause.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (Throwable ex) {
			// No memory to wait. Nothing interrupts this thread, and it must not end
		}
	}

	private boolean isStopped() {
		return this.stopped.getCount() == 0;
	}

	InetSocketAddress address() {
		return this.address;
	}

	@Nullable String problem() {
		return this.problem;
	}

	/** End the thread, and wait for it for at most a second. */
	void stop() {
		this.stopped.countDown();
		this.socket.close();
		try {
			TimeUnit.SECONDS.timedJoin(this.thread, 1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
