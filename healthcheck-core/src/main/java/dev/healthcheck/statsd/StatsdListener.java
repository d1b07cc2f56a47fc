package dev.healthcheck.statsd;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.healthcheck.port.HostAndPort;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Listens for StatsD over UDP, and keeps the last values of the sources.
 *
 * <p>
 * A daemon thread, {@code healthcheck-statsd}, receives. A socket that fails is replaced
 * after a second, as often as necessary; that is logged once, and counts are kept. Safe
 * for use by any thread. A listener that was stopped can be started again, and still has
 * its counts: most senders send only changes.
 */
public final class StatsdListener implements AutoCloseable {

	private static final Logger logger = System.getLogger(StatsdListener.class.getName());

	/** Before a socket that has failed is replaced. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final StatsdSettings settings;

	private final DaemonThreadFactory factory;

	private final Duration pause;

	private final KernelDrops kernelDrops = new KernelDrops();

	private final Gauges gauges;

	private final DatagramReader reader;

	private final Object lock = new Object();

	@GuardedBy("lock")
	private @Nullable StatsdReceiver receiver;

	public StatsdListener(StatsdSettings settings, DaemonThreadFactory factory) {
		this(settings, factory, PAUSE, System::nanoTime);
	}

	StatsdListener(StatsdSettings settings, DaemonThreadFactory factory, Duration pause, LongSupplier ticker) {
		this.settings = settings;
		this.factory = factory;
		this.pause = pause;
		this.gauges = new Gauges(Gauges.LIMIT, settings.expiry(), ticker);
		this.reader = new DatagramReader(new StatsdParser(settings.gauges(), this.gauges));
	}

	/**
	 * Start listening if this is not running. Datagrams are received as soon as this
	 * method returns.
	 * @throws IOException if it cannot listen there, with the host and the port in the
	 * message; a {@link BindException} if the port is in use
	 */
	public void start() throws IOException {
		synchronized (this.lock) {
			if (this.receiver != null) {
				return;
			}
			InetSocketAddress address = new InetSocketAddress(this.settings.host(), this.settings.port());
			this.receiver = StatsdReceiver.start(address, this.reader, this.pause, this.factory);
			warn(this.receiver.address());
		}
	}

	private void warn(InetSocketAddress address) {
		if (this.settings.expiresGunicorn()) {
			logger.log(Level.WARNING, () -> "gunicorn reports its number of workers only when it changes: with an"
					+ " expiry of " + this.settings.expiry() + " a healthy gunicorn counts as gone after that time");
		}
		if (!address.getAddress().isLoopbackAddress()) {
			logger.log(Level.WARNING, () -> "StatsD listens on " + HostAndPort.of(address)
					+ ": any host that can send there can set the number of workers");
		}
	}

	/** Stop listening, and wait at most a second for the thread to end. */
	public void stop() {
		StatsdReceiver stopped;
		synchronized (this.lock) {
			stopped = this.receiver;
			this.receiver = null;
		}
		if (stopped != null) {
			stopped.stop();
		}
	}

	@Override
	public void close() {
		stop();
	}

	/**
	 * Return whether the listener was started and not stopped.
	 * @return whether it was, even if its socket has failed for now
	 */
	public boolean isRunning() {
		return receiver() != null;
	}

	/**
	 * Return where the listener listens.
	 * @return the address, with the actual port, or {@code null} if it is not running
	 */
	public @Nullable InetSocketAddress address() {
		StatsdReceiver receiver = receiver();
		return (receiver != null) ? receiver.address() : null;
	}

	/**
	 * Return why nothing is received.
	 * @return the reason, or {@code null} if a socket is open
	 */
	public @Nullable String problem() {
		StatsdReceiver receiver = receiver();
		return (receiver != null) ? receiver.problem() : "StatsD listener is stopped";
	}

	/**
	 * Return what was received. Reads files of the operating system.
	 * @return the current statistics
	 */
	public StatsdStatistics statistics() {
		InetSocketAddress address = address();
		OptionalLong lost = (address != null) ? this.kernelDrops.of(address) : OptionalLong.empty();
		return new StatsdStatistics(this.gauges.total(), this.gauges.size(), this.gauges.givenUp(),
				this.reader.datagrams(), this.reader.lines(), lost);
	}

	// Package-private for tests, which break its socket
	@Nullable StatsdReceiver receiver() {
		synchronized (this.lock) {
			return this.receiver;
		}
	}

}
