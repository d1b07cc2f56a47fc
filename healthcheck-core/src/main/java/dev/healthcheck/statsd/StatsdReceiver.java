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
 * One life of a listener, from its start to its end: the thread that receives, and the
 * socket, which is replaced when it fails. The socket is written by that thread once the
 * constructor is left, and closed by the one that stops.
 */
final class StatsdReceiver {

	private static final Logger logger = System.getLogger(StatsdListener.class.getName());

	/**
	 * What the kernel may keep while this process has no processor: some 1,300 datagrams
	 * of gunicorn's. With twice as much, what a flood has left behind takes a JVM that
	 * has compiled none of this more than 100 ms to read. Linux gives no more than
	 * {@code net.core.rmem_max}.
	 */
	private static final int RECEIVE_BUFFER = 512 * 1024;

	private final InetSocketAddress address;

	private final DatagramReader reader;

	private final Duration pause;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final Thread thread;

	private volatile DatagramSocket socket;

	private volatile @Nullable String problem;

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
			throw new UnknownHostException(cannotListen(address, "there is no such host"));
		}
		try {
			StatsdReceiver receiver = new StatsdReceiver(open(address), reader, pause, factory);
			receiver.thread.start();
			return receiver;
		}
		catch (SocketException ex) {
			throw PortFailure.of(cannotListen(address, String.valueOf(ex.getMessage())), ex);
		}
	}

	private static String cannotListen(InetSocketAddress address, String reason) {
		return "StatsD cannot be heard on %s: %s".formatted(HostAndPort.of(address), reason);
	}

	private static DatagramSocket open(InetSocketAddress address) throws SocketException {
		DatagramSocket socket = new DatagramSocket(null);
		try {
			// Two that shared a port would each receive a part
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
		// One byte more than is read, to tell what is longer
		DatagramPacket packet = new DatagramPacket(new byte[DatagramReader.MAX_BYTES + 1],
				DatagramReader.MAX_BYTES + 1);
		while (!isStopped()) {
			try {
				if (this.problem != null) {
					reopen();
				}
				receive(packet);
			}
			catch (Throwable ex) {
				// Whatever it is: that the thread has ended would go unnoticed
				failed(ex);
			}
		}
		this.socket.close();
	}

	private void receive(DatagramPacket packet) throws IOException {
		packet.setLength(packet.getData().length);
		this.socket.receive(packet);
		this.reader.read(packet.getData(), packet.getLength(), (InetSocketAddress) packet.getSocketAddress());
	}

	private void reopen() throws IOException {
		this.socket = open(this.address);
		this.problem = null;
		logger.log(Level.INFO, () -> "StatsD is heard again on " + HostAndPort.of(this.address));
	}

	private void failed(Throwable failure) {
		this.socket.close();
		if (isStopped()) {
			return;
		}
		boolean first = this.problem == null;
		this.problem = "StatsD is not heard on %s: %s".formatted(HostAndPort.of(this.address), failure.getMessage());
		if (first) {
			logger.log(Level.WARNING, () -> "StatsD is not heard any more on " + HostAndPort.of(this.address)
					+ "; its port will be opened again", failure);
		}
		pause();
	}

	private void pause() {
		try {
			// Nothing but a stop ends it early
			var unused = this.stopped.await(this.pause.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			// Nothing interrupts this thread, and it must not end
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

	/** Close the socket under the thread that receives, as a failure would. */
	void breakSocket() {
		this.socket.close();
	}

	/** End the thread, and wait for it at most a second. */
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
