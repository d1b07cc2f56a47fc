package dev.healthcheck.check;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

import dev.healthcheck.check.CheckStatistics.RunOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Published state of one check. Written under the monitor of its {@link ScheduledCheck},
 * and read without it. A method that throws has changed nothing.
 */
final class Publication {

	private final String name;

	private final UnaryOperator<@Nullable CheckResult> current;

	private final CheckRuntime runtime;

	private final CheckChanges changes;

	/** Incremented after each change that readers can see. */
	private final AtomicLong publications;

	private volatile CheckState state;

	/** As of the last change; its verdict is the one of that change. */
	private volatile CheckStatistics statistics;

	/** The last verdict that listeners received: older, if they are slow. */
	private CheckVerdict notified;

	/** Whether the check is stopped: readers see the time at which it was. */
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
			// Readers must get a response: the state that the runs have led to
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
		long took = now - startedAt;
		RunOutcome outcome = (took > timeout()) ? RunOutcome.TIMEOUT : RunOutcome.INCONCLUSIVE;
		CheckStatistics statistics = this.statistics.with(outcome, Duration.ofNanos(took));
		this.state = this.state.inconclusive(inconclusiveReason);
		this.statistics = statistics;
		count();
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

	// Returns false if listeners cannot receive the change now: try again
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
