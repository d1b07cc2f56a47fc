package dev.healthcheck.check;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * One check in the hands of the runner: at most one run in flight.
 *
 * <p>
 * What is to be done follows from fields that cost no memory to set, so that an
 * OutOfMemoryError or a refused thread at any point leaves something that is tried again:
 * {@link #advance} does all that is due, whoever calls it, and {@link CheckScheduler}
 * calls it until it succeeds. All fields are guarded by this object's monitor, under
 * which neither the check nor a listener runs; what is published is read without it.
 */
final class ScheduledCheck {

	private static final Logger logger = System.getLogger(ScheduledCheck.class.getName());

	private final String name;

	private final Check check;

	private final Executor executor;

	private final CheckRuntime runtime;

	private final Publication published;

	@GuardedBy("this")
	private final RunWatch watch;

	/** The scheduler of this life, or {@code null} while stopped. */
	@GuardedBy("this")
	private @Nullable CheckScheduler scheduler;

	/** Whether the next result has yet to be due at the start of this life. */
	@GuardedBy("this")
	private boolean startPending;

	@GuardedBy("this")
	private @Nullable Run inFlight;

	/** The run of a former life that has yet to end: none is started beside it. */
	@GuardedBy("this")
	private @Nullable Run orphanedRun;

	@GuardedBy("this")
	private boolean runAgain;

	@GuardedBy("this")
	private long nextRunAt;

	/** Whether readers see the time at which this was stopped; true until started. */
	private volatile boolean frozen = true;

	private volatile long frozenAt;

	/** When something is to be done next; read by the scheduler without the monitor. */
	private volatile long wakeAt;

	ScheduledCheck(String name, Check check, CheckState state, Executor executor, CheckRuntime runtime,
			CheckChanges changes, AtomicLong publications) {
		this.name = name;
		this.check = check;
		this.executor = executor;
		this.runtime = runtime;
		this.published = new Publication(name, check::current, state, runtime, changes, publications);
		this.frozenAt = state.dueAt();
		this.watch = new RunWatch(runtime, this::askForEarlyFailure, this::interruptUnwanted);
	}

	CheckVerdict verdict() {
		return this.published.verdict(readersNow());
	}

	CheckStatistics statistics() {
		return this.published.statistics(readersNow());
	}

	private long readersNow() {
		return this.frozen ? this.frozenAt : now();
	}

	CheckSettings settings() {
		return this.published.state().settings();
	}

	boolean runsOn(Executor executor) {
		return this.executor == executor;
	}

	// Whether a run holds one of these threads for longer than it may
	synchronized boolean isHungOn(Executor executor) {
		Run run = (this.inFlight != null) ? this.inFlight : this.orphanedRun;
		return runsOn(executor) && run != null && run.begun && now() - run.startedAt > this.published.timeout();
	}

	// The next result is due now
	synchronized void start(CheckScheduler scheduler) {
		this.scheduler = scheduler;
		this.startPending = true;
		this.nextRunAt = now();
		advanceNow();
	}

	/** Stop running. A run in flight is interrupted, and whatever it finds discarded. */
	synchronized void stop() {
		if (!this.frozen) {
			this.frozenAt = now();
			this.frozen = true;
			this.published.count();
		}
		this.scheduler = null;
		this.runAgain = false;
		Run run = this.inFlight;
		this.inFlight = null;
		if (run != null && run.begun) {
			this.orphanedRun = run;
			run.unwanted = true;
			this.watch.interrupt();
		}
	}

	/** Let idle threads end, once all checks are stopped. */
	void releaseThreads() {
		if (this.executor instanceof CheckThreads threads) {
			threads.stop();
		}
	}

	/** Run at once because something changed; again, if a run is in flight. */
	synchronized void refresh() {
		// What changed may be part of what a result means now
		this.published.count();
		if (this.inFlight != null) {
			this.runAgain = true;
		}
		else {
			this.nextRunAt = now();
		}
		// What changed may decide the status of a check that is late
		advanceNow();
	}

	@GuardedBy("this")
	private void advanceNow() {
		CheckScheduler scheduler = this.scheduler;
		if (scheduler != null) {
			scheduler.wakeIn(doWhatIsDue(now()));
		}
	}

	/**
	 * Do what is due. Never throws.
	 * @param now the time
	 * @return nanoseconds until there is more to do
	 */
	long advance(long now) {
		long pause = this.wakeAt - now;
		return (pause > 0) ? pause : doWhatIsDue(now);
	}

	private synchronized long doWhatIsDue(long now) {
		long pause = CheckScheduler.RETRY;
		if (this.scheduler == null) {
			pause = CheckScheduler.IDLE;
		}
		else {
			try {
				if (this.startPending) {
					this.published.due(now);
					this.startPending = false;
					this.frozen = false;
					this.published.count();
				}
				launchIfDue(now);
				watchRun(now);
				boolean published = this.published.publishChange(now);
				pause = Math.min(untilRun(now), this.published.untilTransition(now));
				pause = published ? pause : Math.min(pause, CheckScheduler.RETRY);
			}
			catch (Throwable ex) {
				// No memory, for example: what is left to do is tried again
			}
		}
		this.wakeAt = now + pause;
		return pause;
	}

	@GuardedBy("this")
	private void launchIfDue(long now) {
		if (this.inFlight != null || this.orphanedRun != null || now - this.nextRunAt < 0) {
			return;
		}
		Run run = new Run(this, this.check);
		this.runAgain = false;
		this.inFlight = run;
		try {
			this.executor.execute(run);
		}
		catch (Throwable ex) {
			// Late, but not forgotten
			this.inFlight = null;
			this.nextRunAt = now + CheckScheduler.RETRY;
			logger.log(Level.DEBUG, () -> "No thread for check '" + this.name + "'", ex);
		}
	}

	@GuardedBy("this")
	private void watchRun(long now) {
		Run run = this.inFlight;
		if (run == null) {
			return;
		}
		if (!run.begun) {
			if (this.executor instanceof CheckThreads threads) {
				threads.revive();
			}
			return;
		}
		this.watch.advance(run, now, this.published.timeout());
	}

	@GuardedBy("this")
	private long untilRun(long now) {
		Run run = this.inFlight;
		if (run == null) {
			return (this.orphanedRun != null) ? CheckScheduler.IDLE : this.nextRunAt - now;
		}
		// A run that waits for a thread may be the one to find that none is left
		return run.begun ? this.watch.untilNext(run, now, this.published.timeout()) : CheckScheduler.RETRY;
	}

	// Whether a run that a thread is about to start is still wanted
	synchronized boolean begin(Run run) {
		if (this.inFlight != run) {
			return false;
		}
		run.begun = true;
		run.startedAt = now();
		advanceNow();
		return true;
	}

	// Without a result the run was inconclusive, for a reason if that is known
	synchronized void end(Run run, @Nullable CheckResult result, @Nullable String inconclusiveReason) {
		long now = now();
		if (this.orphanedRun == run) {
			this.orphanedRun = null;
			this.nextRunAt = now;
		}
		else if (this.inFlight == run) {
			this.inFlight = null;
			this.nextRunAt = now + CheckScheduler.RETRY;
			try {
				this.nextRunAt = record(run, result, inconclusiveReason, now);
			}
			catch (Throwable ex) {
				// No memory for the result: the check runs again soon
			}
			if (this.runAgain) {
				this.nextRunAt = now;
			}
		}
		advanceNow();
	}

	@GuardedBy("this")
	private long record(Run run, @Nullable CheckResult result, @Nullable String inconclusiveReason, long now) {
		recordResult(run, result, now);
		if (run.recorded) {
			return this.published.state().dueAt();
		}
		this.published.recordInconclusive(now - run.startedAt, inconclusiveReason);
		return now + this.published.pauseAfterLateRun();
	}

	// Only if it comes in time and is the run's first
	@GuardedBy("this")
	private void recordResult(Run run, @Nullable CheckResult result, long now) {
		if (result != null && !run.recorded && now - run.startedAt <= this.published.timeout()) {
			this.published.record(result, run.startedAt, now);
			run.recorded = true;
		}
	}

	private void askForEarlyFailure() {
		Run run;
		synchronized (this) {
			run = this.inFlight;
		}
		if (run != null) {
			run.askForEarlyFailure();
		}
	}

	synchronized void recordEarly(Run run, CheckResult result) {
		if (this.inFlight == run && run.begun) {
			recordResult(run, result, now());
			run.unwanted |= run.recorded;
			advanceNow();
		}
	}

	private void interruptUnwanted() {
		Run run;
		synchronized (this) {
			run = (this.orphanedRun != null) ? this.orphanedRun : this.inFlight;
			if (run == null || !run.unwanted) {
				return;
			}
		}
		run.interrupt();
	}

	private long now() {
		return this.runtime.ticker().getAsLong();
	}

}
