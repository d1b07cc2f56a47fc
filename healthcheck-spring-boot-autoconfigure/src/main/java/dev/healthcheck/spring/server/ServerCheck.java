package dev.healthcheck.spring.server;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.WebServer;

/**
 * {@link Check} of the application's own server, by the server's own counters. However
 * busy, it passes; it fails when the port accepts no connection any more, unless the
 * application is on its way out.
 *
 * @since 0.1.0
 */
public final class ServerCheck implements Check {

	private final List<ServerCounters> counters;

	private final @Nullable Duration stallAfter;

	private final CheckStatus stalled;

	private final LongSupplier ticker;

	private volatile @Nullable WebServer server;

	private volatile boolean embedded = true;

	private volatile boolean stopping;

	private volatile double saturation;

	/** When a request last finished, or a thread was free; of the check's own thread. */
	private long movedAt;

	private @Nullable Long finished;

	/**
	 * Create a check.
	 * @param counters read the counters of the kinds of servers that are known
	 * @param stallAfter for how long all threads must have been busy and no request have
	 * finished for the server to be stalled; {@code null} for never
	 * @param stalled the status of a server that is stalled
	 */
	public ServerCheck(List<ServerCounters> counters, @Nullable Duration stallAfter, CheckStatus stalled) {
		this(counters, stallAfter, stalled, System::nanoTime);
	}

	ServerCheck(List<ServerCounters> counters, @Nullable Duration stallAfter, CheckStatus stalled,
			LongSupplier ticker) {
		this.counters = List.copyOf(counters);
		this.stallAfter = stallAfter;
		this.stalled = stalled;
		this.ticker = ticker;
	}

	void started(WebServer server) {
		this.server = server;
	}

	/** All servers have started, and this application has none of its own. */
	void notEmbedded() {
		this.embedded = this.server != null;
	}

	void stopping(boolean stopping) {
		this.stopping = stopping;
	}

	/**
	 * Return how busy the request threads were in the last run.
	 * @return from 0 to 1
	 */
	double saturation() {
		return this.saturation;
	}

	@Override
	public CheckResult run() {
		WebServer server = this.server;
		if (server == null && !this.embedded) {
			return CheckResult.up("the application has no server of its own");
		}
		if (server == null) {
			return CheckResult.of(CheckStatus.OUT_OF_SERVICE, "the server has not started yet");
		}
		return this.counters.stream()
			.map((counters) -> counters.read(server))
			.filter(Objects::nonNull)
			.findFirst()
			.map(this::result)
			.orElseGet(() -> CheckResult.up("the counters of " + server.getClass().getName() + " are not known"));
	}

	private CheckResult result(ServerState state) {
		this.saturation = state.saturation();
		Duration standstill = standstill(state);
		if (!state.accepting()) {
			CheckStatus status = this.stopping ? CheckStatus.OUT_OF_SERVICE : CheckStatus.DOWN;
			return new CheckResult(status, "the port accepts no connections any more", state.details());
		}
		if (this.stallAfter != null && standstill.compareTo(this.stallAfter) >= 0) {
			return new CheckResult(this.stalled,
					"all threads are busy, and no request has finished for " + standstill.toSeconds() + " s",
					state.details());
		}
		return new CheckResult(CheckStatus.UP, null, state.details());
	}

	private Duration standstill(ServerState state) {
		long now = this.ticker.getAsLong();
		Long finished = state.finished();
		if (!state.isSaturated() || finished == null || !finished.equals(this.finished)) {
			this.movedAt = now;
		}
		this.finished = finished;
		return Duration.ofNanos(now - this.movedAt);
	}

}
