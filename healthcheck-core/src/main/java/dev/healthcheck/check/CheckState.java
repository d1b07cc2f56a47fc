package dev.healthcheck.check;

import java.time.Duration;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Immutable state of one check. {@link #at} is pure: readers take the verdict from it and
 * the runner its transitions. All times are nanoseconds of a monotonic ticker.
 *
 * @param settings how runs are weighed
 * @param starting whether the check was registered before its application became ready
 * @param dueAt when the next result is due; late runs do not move it
 * @param result the result of the verdict, or {@code null} before the first run in time
 * @param lastRun the last run in time, or {@code null}
 * @param contradictions number of runs in a row that have contradicted the verdict
 * @param inconclusiveReason why the last run did not count, if it did not and that is
 * known
 */
record CheckState(CheckSettings settings, boolean starting, long dueAt, @Nullable CheckResult result,
		@Nullable CheckRun lastRun, int contradictions, @Nullable String inconclusiveReason) {

	/** The pause between runs of a check without a cache. */
	static final Duration NO_CACHE_PAUSE = Duration.ofMillis(100);

	static CheckState registered(CheckSettings settings, boolean starting, long now) {
		return new CheckState(settings, starting, now, null, null, 0, null);
	}

	// The jitter is a factor on the pause until the next run
	CheckState after(CheckRun run, double jitter) {
		CheckResult decisive = this.result;
		boolean contradicts = decisive != null && run.result().isFailing() != decisive.isFailing();
		int count = contradicts ? this.contradictions + 1 : 0;
		if (decisive == null || count == 0 || count >= threshold(run.result())) {
			decisive = run.result();
			count = 0;
		}
		long pause = (long) (pauseAfter(decisive, count).toNanos() * jitter);
		return new CheckState(this.settings, this.starting, run.endedAt() + pause, decisive, run, count, null);
	}

	private int threshold(CheckResult result) {
		return result.isFailing() ? this.settings.failureThreshold() : this.settings.successThreshold();
	}

	private Duration pauseAfter(CheckResult result, int contradictions) {
		if (contradictions > 0) {
			return this.settings.retryDelay();
		}
		return orNoCache(result.isFailing() ? this.settings.failureTtl() : this.settings.successTtl());
	}

	Duration pauseAfterLateRun() {
		return orNoCache(this.settings.failureTtl());
	}

	private static Duration orNoCache(Duration ttl) {
		return ttl.isZero() ? NO_CACHE_PAUSE : ttl;
	}

	// For a restart
	CheckState dueAt(long dueAt) {
		return new CheckState(this.settings, this.starting, dueAt, this.result, this.lastRun, this.contradictions,
				this.inconclusiveReason);
	}

	CheckState current(UnaryOperator<@Nullable CheckResult> current) {
		CheckResult result = current.apply(this.result);
		CheckRun lastRun = (this.lastRun != null) ? this.lastRun.current(current) : null;
		return new CheckState(this.settings, this.starting, this.dueAt, result, lastRun, this.contradictions,
				this.inconclusiveReason);
	}

	CheckState inconclusive(@Nullable String reason) {
		return new CheckState(this.settings, this.starting, this.dueAt, this.result, this.lastRun, this.contradictions,
				reason);
	}

	CheckVerdict at(long now) {
		long late = now - lateAt();
		CheckStatus last = (this.result != null) ? this.result.status() : null;
		boolean overdue = late >= 0 && (last == null || now - staleAt() >= 0);
		CheckStatus status;
		if (overdue) {
			status = lateStatus(last);
		}
		else if (last != null) {
			status = last;
		}
		else {
			status = this.starting ? CheckStatus.OUT_OF_SERVICE : CheckStatus.UNKNOWN;
		}
		if (!this.settings.critical() && status.equals(CheckStatus.DOWN)) {
			status = CheckStatus.DEGRADED;
		}
		boolean starting = this.starting && last == null && !overdue;
		return new CheckVerdict(status, starting, (late >= 0) ? Duration.ofNanos(late) : null,
				(late >= 0) ? this.inconclusiveReason : null, this.result, this.lastRun);
	}

	private CheckStatus lateStatus(@Nullable CheckStatus last) {
		try {
			@Nullable CheckStatus status = this.settings.onTimeout().status(last);
			if (status != null) {
				return status;
			}
		}
		catch (Throwable ex) {
			// Readers must get a response: the default
		}
		return OnTimeout.degraded().status(last);
	}

	// Returns nanoseconds until the verdict changes by itself
	long untilTransition(long now) {
		if (now - lateAt() < 0) {
			return lateAt() - now;
		}
		return (now - staleAt() < 0) ? staleAt() - now : CheckScheduler.IDLE;
	}

	private long lateAt() {
		return this.dueAt + this.settings.timeout().toNanos();
	}

	private long staleAt() {
		return lateAt() + this.settings.staleAfter().toNanos();
	}

}
