package dev.healthcheck.check;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.healthcheck.check.Run.Stage;
import org.jspecify.annotations.Nullable;

/**
 * One check in the hands of the runner: at most one run in flight.
 *
 * <p>
 * What is to be done follows from fields that cost no memory to set, so that it is tried
 * again after an OutOfMemoryError or a refused thread at any point: {@link #advance} does
 * all that is due, and {@link CheckScheduler} calls it until it succeeds. Neither the
 * check nor a listener runs under the monitor that guards the fields.
 */
final class ScheduledCheck {

	private static final Logger logger = System.getLogger(ScheduledCheck.class.getName());

	/** An early failure is asked for after each quarter of the timeout but the last. */
	private static final int QUARTERS = 4;

	private final String name;

	private final Check check;

	private final Executor executor;

	private final CheckRuntime runtime;

	private final Publication published;

	private final CoalescedTask earlyFailure;

	/** An interrupt closes the channel that a run waits for, and may hang with it. */
	private final CoalescedTask interruption;

	/** The scheduler of this life, or {@code null} while stopped. */
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
	private long startedAt;

	/** How many quarters of the timeout have passed and been noticed. */
	@GuardedBy("this")
	private int quarters;

	/** Whether there was a thread to interrupt the run. */
	@GuardedBy("this")
	private boolean interruptRequested;

	/** When something is to be done next; read by the scheduler without the monitor. */
	private volatile long wakeAt;

	ScheduledCheck(String name, Check check, CheckState state, Executor executor, CheckRuntime runtime,
			CheckChanges changes, AtomicLong publications) {
		this.name = name;
		this.check = check;
		this.executor = executor;
		this.runtime = runtime;
		this.published = new Publication(name, check::current, state, runtime, changes, publications);
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
		return this.stage.compareTo(Stage.QUEUED) > 0 && now() - this.startedAt > this.published.timeout();
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

	/** Run at once because something changed; again, if a run is in flight. */
	synchronized void refresh() {
		// What changed may be part of what a result means now
		this.published.count();
		if (this.stage == Stage.NONE || this.stage == Stage.ORPHANED) {
			this.nextRunAt = now();
		}
		else {
			this.runAgain = true;
		}
		// What changed may decide the status of a check that is late
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
				// No memory, for example: what is left to do is tried again
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
		this.quarters = 0;
		this.interruptRequested = false;
		try {
			this.executor.execute(run);
		}
		catch (Throwable ex) {
			// Late, but not forgotten
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
		int before = this.quarters;
		while (untilQuarter(now) <= 0) {
			this.quarters++;
		}
		if (this.quarters > before && this.quarters < QUARTERS) {
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
		// A run that waits for a thread may be the one to find that none is left
		boolean lacksThread = this.stage == Stage.QUEUED || (isUnwanted() && !this.interruptRequested);
		return lacksThread ? CheckScheduler.RETRY : untilQuarter(now);
	}

	@GuardedBy("this")
	private long untilQuarter(long now) {
		long next = this.startedAt + this.published.timeout() * (this.quarters + 1) / QUARTERS;
		return (this.quarters < QUARTERS) ? next - now : CheckScheduler.IDLE;
	}

	@GuardedBy("this")
	private boolean isRunning() {
		return this.stage == Stage.RUNNING || this.stage == Stage.RECORDED;
	}

	@GuardedBy("this")
	private boolean isUnwanted() {
		return this.stage == Stage.RECORDED || this.stage == Stage.ORPHANED || this.quarters == QUARTERS;
	}

	@GuardedBy("this")
	private void forgetRun() {
		this.run = null;
		this.stage = Stage.NONE;
	}

	// Whether a run that a thread is about to start is still wanted
	synchronized boolean begin(Run run) {
		if (this.run != run) {
			return false;
		}
		this.stage = Stage.RUNNING;
		this.startedAt = now();
		advanceNow();
		return true;
	}

	// Without a result the run was inconclusive, for a reason if that is known
	synchronized void end(@Nullable CheckResult result, @Nullable String inconclusiveReason) {
		long now = now();
		Stage last = this.stage;
		forgetRun();
		this.nextRunAt = now + CheckScheduler.RETRY;
		try {
			if (last != Stage.ORPHANED) {
				this.nextRunAt = (last == Stage.RECORDED) ? this.published.state().dueAt()
						: this.published.recordEnd(result, inconclusiveReason, this.startedAt, now);
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
		if (this.run == run && this.stage == Stage.RUNNING && this.published.record(result, this.startedAt, now())) {
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
