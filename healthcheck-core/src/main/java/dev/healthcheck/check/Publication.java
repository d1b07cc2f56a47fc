package dev.healthcheck.check;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * What is published about one check.
 *
 * <p>
 * Written under the monitor of the {@link ScheduledCheck} that it belongs to, and read
 * without it. Each method either does all that it is for or, if it throws, nothing.
 */
final class Publication {

	private final String name;

	private final UnaryOperator<@Nullable CheckResult> current;

	private final CheckRuntime runtime;

	private final CheckChanges changes;

	/** Counts what readers can see, each time after they can. */
	private final AtomicLong publications;

	private volatile CheckState state;

	/** As of the last change, whose verdict it has. */
	private volatile CheckStatistics statistics;

	/** The last verdict that listeners were told of: older, if they are slow. */
	private CheckVerdict notified;

	/** Whether readers see the time at which the check was stopped. */
	private volatile boolean frozen = true;

	private volatile long frozenAt;

	Publication(String name, UnaryOperator<@Nullable CheckResult> current, CheckState state, CheckRuntime runtime,
			CheckChanges changes, AtomicLong publications) {
		this.name = name;
		this.current = current;
		this.state = state;
		this.runtime = runtime;
		this.changes = changes;
		this.publications = publications;
		this.frozenAt = state.dueAt();
		this.notified = state.at(this.frozenAt);
		this.statistics = CheckStatistics.registered(this.notified);
	}

	CheckState state() {
		return this.state;
	}

	CheckVerdict verdict() {
		return current().at(readersNow());
	}

	CheckStatistics statistics() {
		return this.statistics.at(current(), readersNow());
	}

	private long readersNow() {
		return this.frozen ? this.frozenAt : this.runtime.ticker().getAsLong();
	}

	private CheckState current() {
		CheckState state = this.state;
		try {
			return state.current(this.current);
		}
		catch (Throwable ex) {
			// Readers must get a response: as the runs have left it
			return state;
		}
	}

	void freeze(long now) {
		if (!this.frozen) {
			this.frozenAt = now;
			this.frozen = true;
			count();
		}
	}

	// The next result is due now
	void unfreeze(long now) {
		if (this.frozen) {
			this.state = this.state.dueAt(now);
			this.frozen = false;
			count();
		}
	}

	void count() {
		this.publications.incrementAndGet();
	}

	long timeout() {
		return this.state.settings().timeout().toNanos();
	}

	// Returns when the next run is due
	long recordEnd(@Nullable CheckResult result, @Nullable String inconclusiveReason, long startedAt, long now) {
		if (result != null && record(result, startedAt, now)) {
			return this.state.dueAt();
		}
		recordInconclusive(now - startedAt, inconclusiveReason);
		return now + (long) (this.state.pauseAfterLateRun().toNanos() * this.runtime.jitter().getAsDouble());
	}

	// Returns whether the result came in time; otherwise it is discarded
	boolean record(CheckResult result, long startedAt, long now) {
		if (now - startedAt > timeout()) {
			return false;
		}
		CheckRun run = new CheckRun(result, startedAt, now, this.runtime.clock().instant());
		CheckStatistics statistics = this.statistics.with(run);
		this.state = this.state.after(run, this.runtime.jitter().getAsDouble());
		this.statistics = statistics;
		count();
		return true;
	}

	private void recordInconclusive(long nanos, @Nullable String reason) {
		RunOutcome outcome = (nanos > timeout()) ? RunOutcome.TIMEOUT : RunOutcome.INCONCLUSIVE;
		CheckStatistics statistics = this.statistics.with(outcome, Duration.ofNanos(nanos));
		this.state = this.state.inconclusive(reason);
		this.statistics = statistics;
		count();
	}

	// Returns whether listeners know, or will soon; otherwise it has to be tried again
	boolean publishChange(long now) {
		CheckVerdict verdict = current().at(now);
		if (differ(this.statistics.verdict(), verdict)) {
			this.statistics = this.statistics.with(verdict, this.runtime.clock().instant());
			count();
		}
		if (differ(this.notified, verdict)) {
			if (!this.changes.offer(new CheckChange(this.name, this.notified, verdict))) {
				return false;
			}
			this.notified = verdict;
		}
		return true;
	}

	private static boolean differ(CheckVerdict one, CheckVerdict other) {
		return !one.status().equals(other.status()) || one.isLate() != other.isLate();
	}

	long untilTransition(long now) {
		return this.state.untilTransition(now);
	}

}
