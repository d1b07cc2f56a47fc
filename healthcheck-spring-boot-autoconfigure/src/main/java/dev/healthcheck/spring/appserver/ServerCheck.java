package dev.healthcheck.spring.appserver;

import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.InconclusiveException;
import dev.healthcheck.spring.appserver.ServerWatch.Sighting;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.WebServer;

/**
 * {@link Check} of the application's own server. Passes however busy the server is, and
 * fails if it is proven to be dead while the application is running.
 * <p>
 * Runs on its own thread. The threads that start and stop the application call the other
 * methods.
 */
final class ServerCheck implements Check, Closeable {

	private final List<ServerCounters> counters;

	/** Time without a finished request until the server is stalled. */
	private final @Nullable Duration stallAfter;

	private final CheckStatus stalled;

	private final LongSupplier ticker;

	/** Created in advance: later there may be no memory for it. */
	private final InconclusiveException noMemory = new InconclusiveException("No memory to check the server");

	private @Nullable Long finished;

	private long movedAt;

	private volatile CheckResult unwatched = CheckResult.of(CheckStatus.OUT_OF_SERVICE,
			"the server has not started yet");

	private volatile @Nullable ServerWatch watch;

	private volatile boolean serving;

	private volatile double saturation;

	ServerCheck(List<ServerCounters> counters, @Nullable Duration stallAfter, CheckStatus stalled,
			LongSupplier ticker) {
		this.counters = List.copyOf(counters);
		this.stallAfter = stallAfter;
		this.stalled = stalled;
		this.ticker = ticker;
	}

	void started(WebServer server) {
		close();
		this.unwatched = unknown("unknown kind of server: " + server.getClass().getName());
		this.watch = watch(server);
	}

	private @Nullable ServerWatch watch(WebServer server) {
		try {
			return this.counters.stream()
				.map((counters) -> counters.open(server))
				.filter(Objects::nonNull)
				.findFirst()
				.map(ServerWatch::new)
				.orElse(null);
		}
		catch (RuntimeException | LinkageError ex) {
			// An unknown version must not prevent the start
			this.unwatched = unknown("the server could not be checked: " + ex);
			return null;
		}
	}

	// After all servers have started
	void serving() {
		if (this.unwatched.status().equals(CheckStatus.OUT_OF_SERVICE)) {
			this.unwatched = unknown("the application has no server of its own");
		}
		this.serving = true;
	}

	// During shut-down, a server that accepts nothing is no fault
	void stopping() {
		this.serving = false;
	}

	// Of the request threads in the last run, from 0 to 1
	double saturation() {
		return this.saturation;
	}

	@Override
	public CheckResult run() throws InconclusiveException {
		ServerWatch watch = this.watch;
		if (watch == null) {
			return this.unwatched;
		}
		try {
			if (!this.serving) {
				return glance(watch);
			}
			CheckResult result = look(watch);
			if (!this.serving) {
				// Stopped meanwhile: no connection stays open
				watch.close();
			}
			return result;
		}
		catch (VirtualMachineError ex) {
			throw this.noMemory;
		}
		catch (Throwable ex) {
			throw new InconclusiveException("The server could not be checked: " + ex);
		}
	}

	private CheckResult look(ServerWatch watch) {
		long now = this.ticker.getAsLong();
		Sighting seen = watch.look(now);
		this.saturation = seen.counters().saturation();
		Duration standstill = standstill(now, seen.counters());
		if (seen.dead() != null) {
			return new CheckResult(CheckStatus.DOWN, seen.dead(), seen.details());
		}
		if (this.stallAfter != null && standstill.compareTo(this.stallAfter) >= 0) {
			return new CheckResult(this.stalled,
					"all threads are busy, and no request has finished for " + standstill.toSeconds() + " s",
					seen.details());
		}
		return new CheckResult(CheckStatus.UP, null, seen.details());
	}

	// Time for which all threads have been busy and no request has finished
	private Duration standstill(long now, ServerState counters) {
		Long finished = counters.finished();
		if (!counters.isSaturated() || finished == null || !finished.equals(this.finished)) {
			this.movedAt = now;
		}
		this.finished = finished;
		return Duration.ofNanos(now - this.movedAt);
	}

	private CheckResult glance(ServerWatch watch) {
		Sighting seen = watch.glance();
		this.saturation = seen.counters().saturation();
		if (seen.accepting()) {
			return new CheckResult(CheckStatus.UP, null, seen.details());
		}
		return new CheckResult(CheckStatus.OUT_OF_SERVICE,
				"the server does not accept connections while the application starts or shuts down", seen.details())
			.withDetail(ServerWatch.ACCEPTING, false);
	}

	private static CheckResult unknown(String message) {
		return new CheckResult(CheckStatus.UP, message, Map.of(ServerWatch.ACCEPTING, ServerWatch.UNKNOWN));
	}

	@Override
	public void close() {
		ServerWatch watch = this.watch;
		if (watch != null) {
			watch.close();
		}
	}

}
