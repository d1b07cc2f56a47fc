package dev.healthcheck.check;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * One check in the hands of the runner: at most one run in flight, timers for the next
 * run and for the next moment at which the verdict changes by itself.
 *
 * <p>
 * What is published is written under the lock, by the scheduler's thread and the threads
 * of runs, and read without it. The lock is short: neither the check nor a listener runs
 * under it.
 */
final class ScheduledCheck {

	private static final Logger logger = System.getLogger(ScheduledCheck.class.getName());

	private final String name;

	private final Check check;

	private final Executor executor;

	private final CheckRuntime runtime;

	private final ReentrantLock lock = new ReentrantLock();

	/** Written under the lock. */
	private final Publication published;

	/** The time that readers see while the check is not started. */
	private volatile @Nullable Long frozenAt;

	@GuardedBy("lock")
	private @Nullable CheckScheduler scheduler;

	@GuardedBy("lock")
	private @Nullable Run inFlight;

	/** The run of a former life that has yet to end: none is started beside it. */
	@GuardedBy("lock")
	private @Nullable Run leftOver;

	@GuardedBy("lock")
	private boolean runAgain;

	@GuardedBy("lock")
	private @Nullable Future<?> nextRun;

	@GuardedBy("lock")
	private @Nullable Future<?> nextTransition;

	ScheduledCheck(String name, Check check, CheckState state, Executor executor, CheckRuntime runtime,
			Consumer<CheckChange> events) {
		this.name = name;
		this.check = check;
		this.executor = executor;
		this.runtime = runtime;
		this.published = new Publication(name, check::current, state, runtime, events);
		this.frozenAt = state.dueAt();
	}

	CheckVerdict verdict() {
		return this.published.verdict(readersNow());
	}

	CheckStatistics statistics() {
		return this.published.statistics(readersNow());
	}

	private long readersNow() {
		Long frozenAt = this.frozenAt;
		return (frozenAt != null) ? frozenAt : now();
	}

	boolean runsOn(Executor executor) {
		return this.executor == executor;
	}

	/**
	 * Return whether a run holds a thread for longer than it may. Waits for no run.
	 * @param executor the threads that are asked about
	 * @return whether it is one of these threads
	 */
	boolean isHungOn(Executor executor) {
		this.lock.lock();
		try {
			Run run = (this.inFlight != null) ? this.inFlight : this.leftOver;
			return runsOn(executor) && run != null && run.begun && now() - run.startedAt > timeout();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Have the next result due now, and run at once.
	 * @param scheduler the timers of this life
	 */
	void start(CheckScheduler scheduler) {
		this.lock.lock();
		try {
			this.scheduler = scheduler;
			long now = now();
			this.published.due(now);
			this.frozenAt = null;
			launch(scheduler);
			announce(now);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Stop running. A run in flight is interrupted, and whatever it finds discarded. */
	void stop() {
		Run run;
		this.lock.lock();
		try {
			if (this.scheduler != null) {
				this.frozenAt = now();
			}
			this.scheduler = null;
			run = this.inFlight;
			this.inFlight = null;
			if (run != null && run.begun) {
				this.leftOver = run;
			}
			this.runAgain = false;
			cancel(this.nextRun);
			cancel(this.nextTransition);
		}
		finally {
			this.lock.unlock();
		}
		if (run != null) {
			run.interrupt();
		}
	}

	/** Let idle threads end, once all checks are stopped. */
	void releaseThreads() {
		if (this.executor instanceof CheckThreads threads) {
			threads.stop();
		}
	}

	/** Run at once because something changed; again, if a run is in flight. */
	void refresh() {
		this.lock.lock();
		try {
			CheckScheduler scheduler = this.scheduler;
			// What changed may decide the status of a check that is late
			announce(now());
			if (this.inFlight != null) {
				this.runAgain = true;
			}
			else if (scheduler != null) {
				launch(scheduler);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void launchIfIdle() {
		this.lock.lock();
		try {
			CheckScheduler scheduler = this.scheduler;
			if (scheduler != null && this.inFlight == null) {
				launch(scheduler);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@GuardedBy("lock")
	private void launch(CheckScheduler scheduler) {
		cancel(this.nextRun);
		this.nextRun = null;
		this.runAgain = false;
		if (this.leftOver != null) {
			return;
		}
		Run run = new Run(this, this.check, this.runtime);
		this.inFlight = run;
		try {
			this.executor.execute(run);
		}
		catch (Throwable ex) {
			// No memory for a thread, for example: late, but not forgotten
			logger.log(Level.DEBUG, () -> "No thread for check '" + this.name + "'", ex);
			this.inFlight = null;
			this.nextRun = scheduler.schedule(this.published.pauseAfterLateRun(), this::launchIfIdle);
		}
	}

	/**
	 * Let a run begin, on the calling thread.
	 * @param run the run
	 * @return the timers of this life, or {@code null} if the run is not wanted any more
	 */
	@Nullable CheckScheduler begin(Run run) {
		this.lock.lock();
		try {
			if (this.inFlight != run) {
				return null;
			}
			run.begun = true;
			run.startedAt = now();
			return this.scheduler;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take the result of a run, if it comes in time and is the run's first.
	 * @param run the run
	 * @param result the result, or {@code null} if it was inconclusive
	 */
	@GuardedBy("lock")
	private void conclude(Run run, @Nullable CheckResult result) {
		long now = now();
		if (result != null && !run.concluded && now - run.startedAt <= timeout()) {
			run.concluded = true;
			this.published.take(result, run.startedAt, now);
		}
	}

	/**
	 * Take a result that is known before the run has ended.
	 * @param run the run
	 * @param result the result
	 * @return whether it was taken
	 */
	boolean foresee(Run run, CheckResult result) {
		this.lock.lock();
		try {
			if (this.inFlight != run) {
				return false;
			}
			conclude(run, result);
			announce(now());
			return run.concluded;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take note that a run has ended.
	 * @param run the run
	 * @param result what it found, or {@code null} if it was inconclusive
	 * @param hindrance why it was inconclusive, or {@code null} if nothing is known
	 */
	void end(Run run, @Nullable CheckResult result, @Nullable String hindrance) {
		this.lock.lock();
		try {
			CheckScheduler scheduler = this.scheduler;
			if (this.leftOver == run) {
				this.leftOver = null;
				if (scheduler != null) {
					launch(scheduler);
				}
				return;
			}
			if (this.inFlight != run || scheduler == null) {
				return;
			}
			this.inFlight = null;
			conclude(run, result);
			long now = now();
			if (!run.concluded) {
				this.published.takeNote(now - run.startedAt, hindrance);
			}
			long pause = run.concluded ? this.published.state().dueAt() - now : this.published.pauseAfterLateRun();
			this.nextRun = scheduler.schedule(this.runAgain ? 0 : pause, this::launchIfIdle);
			announce(now);
		}
		finally {
			this.lock.unlock();
		}
	}

	CheckSettings settings() {
		return this.published.state().settings();
	}

	long timeout() {
		return this.published.timeout();
	}

	private void transition() {
		this.lock.lock();
		try {
			announce(now());
		}
		finally {
			this.lock.unlock();
		}
	}

	@GuardedBy("lock")
	private void announce(long now) {
		if (this.scheduler == null) {
			return;
		}
		Long at = this.published.announce(now);
		cancel(this.nextTransition);
		this.nextTransition = (at != null) ? this.scheduler.schedule(at - now, this::transition) : null;
	}

	private static void cancel(@Nullable Future<?> timer) {
		if (timer != null) {
			timer.cancel(false);
		}
	}

	private long now() {
		return this.runtime.ticker().getAsLong();
	}

}
