package dev.healthcheck.check;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.healthcheck.check.Run.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Schedules one check, with at most one run in flight.
 *
 * <p>
 * The next action follows from fields that cost no memory to set, so it can be retried
 * after an OutOfMemoryError or a refused thread at any point: {@link #advance} does all
 * that is due, and {@link CheckScheduler} calls it until it succeeds. Neither the check
 * nor a listener runs under the monitor that guards the fields.
 */
final class ScheduledCheck {

	private static final Logger logger = System.getLogger(ScheduledCheck.class.getName());

	private final String name;

	private final Check check;

	private final Executor executor;

	private final CheckRuntime runtime;

	private final Publication published;

	private final CoalescedTask earlyFailure;

	/** An interrupt closes the channel that the run waits for, which may hang. */
	private final CoalescedTask interruption;

	/** {@code null} while stopped. */
	@GuardedBy("this")
	private @Nullable CheckScheduler scheduler;

	@GuardedBy("this")
	private boolean runAgain;

	@GuardedBy("this")
	private long nextRunAt;

	/** The run in flight or orphaned, which the next fields describe. */
	@GuardedBy("this")
	private @Nullable Run run;

	@GuardedBy("this")
	private Stage stage = Stage.NONE;

	@GuardedBy("this")
	private final RunTimeout timeout;

	/** Whether a thread accepted the interruption of the run. */
	@GuardedBy("this")
	private boolean interruptRequested;

	/** When the next action is due; read by the scheduler without the monitor. */
	private volatile long wakeAt;

	ScheduledCheck(String name, Check check, CheckState state, Executor executor, CheckRuntime runtime,
			CheckChanges changes, AtomicLong publications) {
		this.name = name;
		this.check = check;
		this.executor = executor;
		this.runtime = runtime;
		this.published = new Publication(name, check::current, state, runtime, changes, publications);
		this.timeout = new RunTimeout(this.published.timeout());
		this.earlyFailure = new CoalescedTask(runtime.earlyFailures(), this::askForEarlyFailure);
		this.interruption = new CoalescedTask(runtime.interrupts(), this::interruptUnwanted);
	}

	Publication published() {
		return this.published;
	}

	Executor executor() {
		return this.executor;
	}

	synchronized boolean isHung() {
		return this.stage.compareTo(Stage.QUEUED) > 0 && this.timeout.isOver(now());
	}

	synchronized void start(CheckScheduler scheduler) {
		this.scheduler = scheduler;
		this.nextRunAt = now();
		advanceNow();
	}

	synchronized void stop() {
		this.published.freeze(now());
		this.scheduler = null;
		this.runAgain = false;
		if (this.stage == Stage.QUEUED) {
			forgetRun();
		}
		else if (isRunning()) {
			this.stage = Stage.ORPHANED;
			this.interruption.request();
		}
	}

	/** Runs at once, or again after the run in flight. */
	synchronized void refresh() {
		// The change may alter what Check.current returns
		this.published.count();
		if (this.stage == Stage.NONE || this.stage == Stage.ORPHANED) {
			this.nextRunAt = now();
		}
		else {
			this.runAgain = true;
		}
		// The change may decide the status of a late check
		advanceNow();
	}

	@GuardedBy("this")
	private void advanceNow() {
		if (this.scheduler != null) {
			this.scheduler.wakeIn(doWhatIsDue(now()));
		}
	}

	// Returns nanoseconds until there is more to do. Never throws
	long advance(long now) {
		long pause = this.wakeAt - now;
		return (pause > 0) ? pause : doWhatIsDue(now);
	}

	private synchronized long doWhatIsDue(long now) {
		long pause = CheckScheduler.IDLE;
		if (this.scheduler != null) {
			pause = CheckScheduler.RETRY;
			try {
				this.published.unfreeze(now);
				launchIfDue(now);
				watchRun(now);
				boolean published = this.published.publishChange(now);
				long next = Math.min(untilRun(now), this.published.untilTransition(now));
				pause = published ? next : Math.min(next, pause);
			}
			catch (Throwable ex) {
				// No memory, for example: the rest is retried
			}
		}
		this.wakeAt = now + pause;
		return pause;
	}

	@GuardedBy("this")
	private void launchIfDue(long now) {
		if (this.stage != Stage.NONE || now - this.nextRunAt < 0) {
			return;
		}
		Run run = new Run(this, this.check);
		this.runAgain = false;
		this.run = run;
		this.stage = Stage.QUEUED;
		this.timeout.reset();
		this.interruptRequested = false;
		try {
			this.executor.execute(run);
		}
		catch (Throwable ex) {
			forgetRun();
			this.nextRunAt = now + CheckScheduler.RETRY;
			logger.log(Level.DEBUG, () -> "No thread for check '" + this.name + "'", ex);
		}
	}

	@GuardedBy("this")
	private void watchRun(long now) {
		if (this.stage == Stage.QUEUED && this.executor instanceof CheckThreads threads) {
			threads.revive();
		}
		if (!isRunning()) {
			return;
		}
		if (this.timeout.notice(now)) {
			this.earlyFailure.request();
		}
		if (isUnwanted() && !this.interruptRequested) {
			this.interruptRequested = this.interruption.request();
		}
	}

	@GuardedBy("this")
	private long untilRun(long now) {
		if (this.stage == Stage.NONE || this.stage == Stage.ORPHANED) {
			return (this.stage == Stage.NONE) ? this.nextRunAt - now : CheckScheduler.IDLE;
		}
		// Retried: a queued run may need its thread revived, an interrupt a new request
		boolean lacksThread = this.stage == Stage.QUEUED || (isUnwanted() && !this.interruptRequested);
		return lacksThread ? CheckScheduler.RETRY : this.timeout.untilNotice(now);
	}

	@GuardedBy("this")
	private boolean isRunning() {
		return this.stage == Stage.RUNNING || this.stage == Stage.RECORDED;
	}

	@GuardedBy("this")
	private boolean isUnwanted() {
		return this.stage == Stage.RECORDED || this.stage == Stage.ORPHANED || this.timeout.isNoticed();
	}

	@GuardedBy("this")
	private void forgetRun() {
		this.run = null;
		this.stage = Stage.NONE;
	}

	// Returns whether a run that a thread is about to start is still wanted
	synchronized boolean begin(Run run) {
		if (this.run != run) {
			return false;
		}
		this.stage = Stage.RUNNING;
		this.timeout.start(now());
		advanceNow();
		return true;
	}

	// Without a result the run was inconclusive
	synchronized void end(@Nullable CheckResult result, @Nullable String inconclusiveReason) {
		long now = now();
		Stage last = this.stage;
		forgetRun();
		this.nextRunAt = now + CheckScheduler.RETRY;
		try {
			if (last != Stage.ORPHANED) {
				this.nextRunAt = (last == Stage.RECORDED) ? this.published.state().dueAt()
						: this.published.recordEnd(result, inconclusiveReason, this.timeout.startedAt(), now);
			}
		}
		catch (Throwable ex) {
			// No memory for the result: the check runs again soon
		}
		if (this.runAgain || last == Stage.ORPHANED) {
			this.nextRunAt = now;
		}
		advanceNow();
	}

	private void askForEarlyFailure() {
		Run run;
		synchronized (this) {
			run = isRunning() ? this.run : null;
		}
		if (run != null) {
			run.askForEarlyFailure();
		}
	}

	synchronized void recordEarly(Run run, CheckResult result) {
		if (this.run == run && this.stage == Stage.RUNNING
				&& this.published.record(result, this.timeout.startedAt(), now())) {
			this.stage = Stage.RECORDED;
			advanceNow();
		}
	}

	private void interruptUnwanted() {
		Run run;
		synchronized (this) {
			run = isUnwanted() ? this.run : null;
		}
		if (run != null) {
			run.interrupt();
		}
	}

	private long now() {
		return this.runtime.ticker().getAsLong();
	}

}
