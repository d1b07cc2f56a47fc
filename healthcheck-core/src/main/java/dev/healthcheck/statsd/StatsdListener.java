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
import org.jspecify.annotations.Nullable;

/**
 * Listens for StatsD over UDP, and keeps what the sources have said last.
 *
 * <p>
 * A daemon thread, {@code healthcheck-statsd}, receives. A socket that fails is replaced
 * after a second, again and again until one works; that is logged once, and what was
 * counted stays. Any thread may start, stop and ask. A listener that was stopped can be
 * started again, and still has its counts: nobody would say them again.
 *
 * @since 0.1.0
 */
public final class StatsdListener implements AutoCloseable {

	private static final Logger logger = System.getLogger(StatsdListener.class.getName());

	/** Before a socket that has failed is replaced. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final StatsdSettings settings;

	private final Duration pause;

	private final KernelDrops kernelDrops = new KernelDrops();

	private final OutcomeCounts outcomes = new OutcomeCounts();

	private final Gauges gauges;

	private final AllowedSources allowed;

	private final StatsdParser parser;

	private final Object lock = new Object();

	@GuardedBy("lock")
	private @Nullable StatsdReceiver receiver;

	/**
	 * Create a listener that does not listen yet.
	 * @param settings where it listens, and what it counts
	 */
	public StatsdListener(StatsdSettings settings) {
		this(settings, PAUSE, System::nanoTime);
	}

	StatsdListener(StatsdSettings settings, Duration pause, LongSupplier ticker) {
		this.settings = settings;
		this.pause = pause;
		this.gauges = new Gauges(Gauges.LIMIT, settings.expiry(), ticker);
		this.allowed = new AllowedSources(settings.allow());
		this.parser = new StatsdParser(settings.gauges());
	}

	/**
	 * Start to listen, unless it does already. Datagrams are received as soon as this
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
			this.receiver = StatsdReceiver.start(address,
					new DatagramReader(this.allowed, this.parser, this.gauges, this.outcomes), this.pause);
			warn(this.receiver.address());
		}
	}

	private void warn(InetSocketAddress address) {
		if (this.settings.expiresGunicorn()) {
			logger.log(Level.WARNING,
					() -> "gunicorn says how many workers it has only when that changes: with an expiry of "
							+ this.settings.expiry() + " a healthy gunicorn counts as gone after that time");
		}
		if (!address.getAddress().isLoopbackAddress() && this.settings.allow().isEmpty()) {
			logger.log(Level.WARNING, () -> "StatsD is heard on " + HostAndPort.of(address)
					+ " from all addresses: whoever reaches it can say how many workers there are");
		}
	}

	/**
	 * Stop to listen, and wait a second at the most for the thread to end. Does nothing
	 * if it does not listen.
	 */
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

	/** Stop to listen, as {@link #stop()} does. */
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
	 * @return the address, with the port that was free where any was asked for, or
	 * {@code null} if the listener does not run
	 */
	public @Nullable InetSocketAddress address() {
		StatsdReceiver receiver = receiver();
		return (receiver != null) ? receiver.address() : null;
	}

	/**
	 * Return why nothing is heard for now.
	 * @return the reason, or {@code null} if a socket is open
	 */
	public @Nullable String problem() {
		StatsdReceiver receiver = receiver();
		return (receiver != null) ? receiver.problem() : "StatsD is not heard: the listener is stopped";
	}

	/**
	 * Return what was heard. Reads files of the operating system's.
	 * @return the statistics of this moment
	 */
	public StatsdStatistics statistics() {
		InetSocketAddress address = address();
		OptionalLong lost = (address != null) ? this.kernelDrops.of(address) : OptionalLong.empty();
		return new StatsdStatistics(this.gauges.total(), this.gauges.size(), this.gauges.givenUp(),
				this.outcomes.datagrams(), this.outcomes.lines(), lost);
	}

	// Package-private for tests, which break its socket
	@Nullable StatsdReceiver receiver() {
		synchronized (this.lock) {
			return this.receiver;
		}
	}

}
