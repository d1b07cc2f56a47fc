package dev.healthcheck.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Runs checks in the background and publishes what they lead to. It alone knows
 * time-outs, single flight, freshness and thresholds. Can be stopped and started again:
 * while it is stopped, readers get what was published when it stopped.
 *
 * <p>
 * Readers take an immutable map behind a volatile, and an immutable state of each check;
 * the lock orders registrations, start and stop.
 *
 * @since 0.1.0
 */
public final class CheckRunner implements CheckRegistry {

	private final Executor threads;

	private final CheckSettings defaults;

	private final CheckOverrides overrides;

	private final CheckRuntime runtime;

	private final CheckChanges changes;

	private final ReentrantLock lock = new ReentrantLock();

	private final AtomicLong publications = new AtomicLong();

	private volatile Map<String, ScheduledCheck> checks = Map.of();

	private volatile boolean ready;

	private volatile boolean running;

	@GuardedBy("lock")
	private @Nullable CheckScheduler scheduler;

	/** Whether the checks that share threads are started, too. */
	@GuardedBy("lock")
	private boolean startedAll;

	/**
	 * Create a runner, stopped and without checks.
	 * @param threads the threads that checks run on; what creates them also creates the
	 * runner's own
	 * @param defaults the settings of checks that are registered without their own
	 * @param listeners the listeners, iterated at each change, after it has been logged
	 */
	public CheckRunner(CheckThreads threads, CheckSettings defaults, Iterable<? extends CheckListener> listeners) {
		this(threads, defaults, CheckOverrides.none(), listeners);
	}

	/**
	 * Create a runner, stopped and without checks.
	 * @param threads the threads that checks run on; what creates them also creates the
	 * runner's own
	 * @param defaults the settings of checks that are registered without their own
	 * @param overrides changes the settings of single checks
	 * @param listeners the listeners, iterated at each change, after it has been logged
	 */
	public CheckRunner(CheckThreads threads, CheckSettings defaults, CheckOverrides overrides,
			Iterable<? extends CheckListener> listeners) {
		this(threads, defaults, overrides, CheckRuntime.real(threads.factory()),
				new CheckEvents(listeners, threads.factory()));
	}

	CheckRunner(Executor threads, CheckSettings defaults, CheckOverrides overrides, CheckRuntime runtime,
			CheckChanges changes) {
		this.threads = threads;
		this.defaults = defaults;
		this.overrides = overrides;
		this.runtime = runtime;
		this.changes = changes;
	}

	@Override
	public void register(String name, Check check) {
		register(name, check, this.defaults);
	}

	@Override
	public void register(String name, Check check, CheckSettings settings) {
		register(name, check, settings, this.threads);
	}

	/**
	 * Register a check that has a thread of its own.
	 * @param name the name, 1 to 64 of the characters {@code A-Z a-z 0-9 _ -}
	 * @param check the check
	 * @param settings how the check is run
	 * @param thread what runs it
	 * @throws IllegalArgumentException if the name is not valid
	 * @throws IllegalStateException if the name is taken
	 */
	public void register(String name, Check check, CheckSettings settings, Executor thread) {
		CheckName.requireValid(name);
		this.lock.lock();
		try {
			if (this.checks.containsKey(name)) {
				throw new IllegalStateException("A check named '" + name + "' is already registered");
			}
			CheckState state = CheckState.registered(this.overrides.apply(name, settings), !this.ready, now());
			ScheduledCheck scheduled = new ScheduledCheck(name, check, state, thread, this.runtime, this.changes,
					this.publications);
			Map<String, ScheduledCheck> checks = new LinkedHashMap<>(this.checks);
			checks.put(name, scheduled);
			this.checks = Collections.unmodifiableMap(checks);
			this.publications.incrementAndGet();
			if (this.scheduler != null && (this.startedAll || isDedicated(scheduled))) {
				scheduled.start(this.scheduler);
			}
			publishNames();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public boolean unregister(String name) {
		this.lock.lock();
		try {
			Map<String, ScheduledCheck> checks = new LinkedHashMap<>(this.checks);
			ScheduledCheck removed = checks.remove(name);
			if (removed == null) {
				return false;
			}
			this.checks = Collections.unmodifiableMap(checks);
			this.publications.incrementAndGet();
			removed.stop();
			publishNames();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public @Nullable CheckVerdict verdict(String name) {
		ScheduledCheck check = this.checks.get(name);
		return (check != null) ? check.verdict() : null;
	}

	/**
	 * Return a number that is different after anything has been published: a result, a
	 * verdict that has changed, a check that was registered or removed. Read it before
	 * what it stands for: while it stays the same, so does what is published, except for
	 * what changes with the time alone, such as ages. This never waits.
	 * @return the number of publications so far
	 */
	public long publications() {
		return this.publications.get();
	}

	/**
	 * Return what is published about a check, and what it has done so far.
	 * @param name the name
	 * @return the statistics of this moment, or {@code null} if there is no such check
	 */
	public @Nullable CheckStatistics statistics(String name) {
		ScheduledCheck check = this.checks.get(name);
		return (check != null) ? check.statistics() : null;
	}

	/**
	 * Return how the threads that checks share are used. Those that have a thread of
	 * their own are not among them.
	 * @return the numbers of this moment
	 */
	public CheckPool pool() {
		int hung = (int) this.checks.values().stream().filter((check) -> check.isHungOn(this.threads)).count();
		return (this.threads instanceof CheckThreads shared) ? shared.pool(hung) : new CheckPool(0, 0, 0, hung);
	}

	@Override
	public @Nullable CheckSettings settings(String name) {
		ScheduledCheck check = this.checks.get(name);
		return (check != null) ? check.settings() : null;
	}

	@Override
	public Set<String> names() {
		return this.checks.keySet();
	}

	/**
	 * Run a check at once because something it looks at is known to have changed. Not for
	 * readers.
	 * @param name the name; unknown names are ignored
	 */
	public void refresh(String name) {
		ScheduledCheck check = this.checks.get(name);
		if (check != null) {
			check.refresh();
		}
	}

	/**
	 * Tell that the application has become ready: checks that are registered from now on
	 * are UNKNOWN until their first run has ended, and no longer OUT_OF_SERVICE.
	 */
	public void ready() {
		this.ready = true;
	}

	/**
	 * Start the checks that have a thread of their own, each at once. Those that share
	 * threads wait for {@link #start()}, and are not late meanwhile. Does nothing if
	 * already started.
	 */
	public void startDedicated() {
		this.lock.lock();
		try {
			if (this.scheduler == null) {
				this.scheduler = this.runtime.schedulers().apply(this::advance);
				start(this.scheduler, this::isDedicated);
				this.running = true;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Start all checks, each at once. Does nothing if already started. */
	public void start() {
		this.lock.lock();
		try {
			startDedicated();
			if (this.scheduler != null && !this.startedAll) {
				this.startedAll = true;
				start(this.scheduler, Predicate.not(this::isDedicated));
				publishNames();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@GuardedBy("lock")
	private void start(CheckScheduler scheduler, Predicate<ScheduledCheck> which) {
		this.checks.values().stream().filter(which).forEach((check) -> check.start(scheduler));
	}

	private boolean isDedicated(ScheduledCheck check) {
		return !check.runsOn(this.threads);
	}

	@GuardedBy("lock")
	private void publishNames() {
		if (this.startedAll) {
			this.changes.names(this.checks.keySet());
		}
	}

	/**
	 * Stop running checks. Runs in flight are interrupted once and their results
	 * discarded. Does not wait for them. Does nothing if already stopped.
	 */
	public void stop() {
		this.lock.lock();
		try {
			if (this.scheduler == null) {
				return;
			}
			this.running = false;
			this.checks.values().forEach(ScheduledCheck::stop);
			this.scheduler.close();
			this.scheduler = null;
			this.startedAll = false;
			this.checks.values().forEach(ScheduledCheck::releaseThreads);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return whether the runner is started, even if only for the checks that have a
	 * thread of their own.
	 * @return whether it is started
	 */
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Do what is due.
	 * @return nanoseconds until there is more to do
	 */
	private long advance() {
		long now = now();
		long pause = this.changes.flush() ? CheckScheduler.IDLE : CheckScheduler.RETRY;
		for (ScheduledCheck check : this.checks.values()) {
			pause = Math.min(pause, check.advance(now));
		}
		return pause;
	}

	private long now() {
		return this.runtime.ticker().getAsLong();
	}

}
