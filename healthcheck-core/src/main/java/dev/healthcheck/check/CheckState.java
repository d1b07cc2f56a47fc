package dev.healthcheck.check;

import java.time.Duration;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Immutable state of one check: what its runs have led to, and when the next result is
 * due. {@link #at} is pure: readers take the verdict from it and the runner its
 * transitions. All times are nanoseconds of a monotonic ticker.
 *
 * @param settings how runs are weighed
 * @param starting whether the check was registered before its application became ready
 * @param dueAt when the next result is due; late runs do not move it
 * @param standing the result of the verdict, or {@code null} before the first run in time
 * @param lastRun the last run in time, or {@code null}
 * @param dissent how many runs in a row have contradicted the verdict
 * @param hindrance why the last run did not count, or {@code null} if it did or nothing
 * is known
 * @since 0.1.0
 */
public record CheckState(CheckSettings settings, boolean starting, long dueAt, @Nullable CheckResult standing,
		@Nullable CheckRun lastRun, int dissent, @Nullable String hindrance) {

	/** The pause between two runs whose results are not to be kept at all. */
	static final Duration NO_CACHE_PAUSE = Duration.ofMillis(100);

	/**
	 * Return the state of a check that has not run yet.
	 * @param settings how runs are weighed
	 * @param starting whether its application has yet to become ready
	 * @param now the time at which the first run is due
	 * @return the state
	 */
	public static CheckState registered(CheckSettings settings, boolean starting, long now) {
		return new CheckState(settings, starting, now, null, null, 0, null);
	}

	/**
	 * Return the state after a run that ended in time.
	 * @param run the run
	 * @param jitter the factor on the pause until the next run, around 1
	 * @return the new state
	 */
	public CheckState after(CheckRun run, double jitter) {
		CheckResult standing = this.standing;
		boolean dissents = standing != null && run.result().isFailing() != standing.isFailing();
		int dissent = dissents ? this.dissent + 1 : 0;
		if (standing == null || dissent == 0 || dissent >= threshold(run.result())) {
			standing = run.result();
			dissent = 0;
		}
		long pause = (long) (pauseAfter(standing, dissent).toNanos() * jitter);
		return new CheckState(this.settings, this.starting, run.endedAt() + pause, standing, run, dissent, null);
	}

	private int threshold(CheckResult result) {
		return result.isFailing() ? this.settings.failureThreshold() : this.settings.successThreshold();
	}

	private Duration pauseAfter(CheckResult standing, int dissent) {
		if (dissent > 0) {
			return this.settings.retryDelay();
		}
		return orNoCache(standing.isFailing() ? this.settings.failureTtl() : this.settings.successTtl());
	}

	/**
	 * Return the pause until the next run after one that did not end in time.
	 * @return the pause
	 */
	Duration pauseAfterLateRun() {
		return orNoCache(this.settings.failureTtl());
	}

	private static Duration orNoCache(Duration ttl) {
		return ttl.isZero() ? NO_CACHE_PAUSE : ttl;
	}

	/**
	 * Return the state with its next result due at another time, as after a restart.
	 * @param dueAt when the next result is due
	 * @return the new state
	 */
	public CheckState dueAt(long dueAt) {
		return new CheckState(this.settings, this.starting, dueAt, this.standing, this.lastRun, this.dissent,
				this.hindrance);
	}

	/**
	 * Return the state with its results as they are to be published now.
	 * @param current returns what a result means now
	 * @return the new state
	 */
	CheckState current(UnaryOperator<@Nullable CheckResult> current) {
		CheckResult standing = current.apply(this.standing);
		CheckRun lastRun = (this.lastRun != null) ? this.lastRun.current(current) : null;
		return new CheckState(this.settings, this.starting, this.dueAt, standing, lastRun, this.dissent,
				this.hindrance);
	}

	/**
	 * Return the state after a run that did not count.
	 * @param hindrance why it did not, or {@code null} if nothing is known
	 * @return the new state
	 */
	CheckState hindered(@Nullable String hindrance) {
		return new CheckState(this.settings, this.starting, this.dueAt, this.standing, this.lastRun, this.dissent,
				hindrance);
	}

	/**
	 * Return what is to be published at the given time.
	 * @param now the time
	 * @return the verdict
	 */
	public CheckVerdict at(long now) {
		long late = now - lateAt();
		CheckStatus last = (this.standing != null) ? this.standing.status() : null;
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
				(late >= 0) ? this.hindrance : null, this.standing, this.lastRun);
	}

	private CheckStatus lateStatus(@Nullable CheckStatus last) {
		try {
			@Nullable CheckStatus status = this.settings.onTimeout().status(last);
			if (status != null) {
				return status;
			}
		}
		catch (Throwable ex) {
			// Whoever asks must be answered: as by default
		}
		return OnTimeout.degraded().status(last);
	}

	/**
	 * Return the next time, after the given one, at which {@link #at} changes by itself.
	 * @param now the time
	 * @return the time, or {@code null} if nothing changes any more
	 */
	@Nullable Long nextTransition(long now) {
		if (now - lateAt() < 0) {
			return lateAt();
		}
		return (now - staleAt() < 0) ? staleAt() : null;
	}

	private long lateAt() {
		return this.dueAt + this.settings.timeout().toNanos();
	}

	private long staleAt() {
		return lateAt() + this.settings.staleAfter().toNanos();
	}

}
