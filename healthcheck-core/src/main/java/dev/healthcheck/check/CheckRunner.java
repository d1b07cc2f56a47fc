package dev.healthcheck.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Runs checks in the background and publishes their verdicts. Can be stopped and started
 * again: while it is stopped, readers get what was published when it stopped.
 *
 * <p>
 * Readers use an immutable map behind a volatile, and an immutable state of each check;
 * the lock orders registrations, start and stop.
 */
public final class CheckRunner implements CheckRegistry {

	/** A name is also a contributor's name, a path segment and a tag. */
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}(/[A-Za-z0-9_-]{1,64})*");

	private final Executor threads;

	private final CheckSettings defaults;

	private final CheckOverrides overrides;

	private final CheckRuntime runtime;

	private final CheckChanges changes;

	private final Object lock = new Object();

	private final AtomicLong publications = new AtomicLong();

	private volatile Map<String, ScheduledCheck> checks = Map.of();

	private volatile boolean ready;

	private volatile @Nullable CheckScheduler scheduler;

	/** Whether the checks that share threads are started, too. */
	@GuardedBy("lock")
	private boolean startedAll;

	// Creates a stopped runner without overrides
	public CheckRunner(CheckThreads threads, CheckSettings defaults, Iterable<? extends CheckListener> listeners) {
		this(threads, defaults, (name, settings) -> settings, listeners);
	}

	/**
	 * Create a stopped runner without checks.
	 * @param threads the threads that checks share; their factory also creates the
	 * runner's own threads
	 * @param defaults the settings of checks that are registered without settings
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

	// Registers a check that runs on a thread of its own
	public void register(String name, Check check, CheckSettings settings, Executor thread) {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("The name '" + Text.bounded(name, 80)
					+ "' of a check must be 1 to 64 of the characters A-Z a-z 0-9 _ -");
		}
		synchronized (this.lock) {
			if (this.checks.containsKey(name)) {
				throw new IllegalStateException("A check named '" + name + "' is already registered");
			}
			CheckState state = CheckState.registered(this.overrides.apply(name, settings), !this.ready, now());
			ScheduledCheck scheduled = new ScheduledCheck(name, check, state, thread, this.runtime, this.changes,
					this.publications);
			Map<String, ScheduledCheck> checks = new LinkedHashMap<>(this.checks);
			checks.put(name, scheduled);
			publish(checks);
			if (this.scheduler != null && (this.startedAll || isDedicated(scheduled))) {
				scheduled.start(this.scheduler);
			}
		}
	}

	@Override
	public boolean unregister(String name) {
		synchronized (this.lock) {
			Map<String, ScheduledCheck> checks = new LinkedHashMap<>(this.checks);
			ScheduledCheck removed = checks.remove(name);
			if (removed == null) {
				return false;
			}
			publish(checks);
			removed.stop();
			return true;
		}
	}

	@GuardedBy("lock")
	private void publish(Map<String, ScheduledCheck> checks) {
		this.checks = Collections.unmodifiableMap(checks);
		this.publications.incrementAndGet();
		publishNames();
	}

	@Override
	public @Nullable CheckVerdict verdict(String name) {
		ScheduledCheck check = this.checks.get(name);
		return (check != null) ? check.published().verdict() : null;
	}

	// Returns a number that changes after anything has been published: a result, a
	// changed verdict, a registration or a removal. While it stays the same, so does what
	// is published, except for ages. Read it first. Never waits
	public long publications() {
		return this.publications.get();
	}

	// Returns the statistics of a check, or null if there is no such check
	public @Nullable CheckStatistics statistics(String name) {
		ScheduledCheck check = this.checks.get(name);
		return (check != null) ? check.published().statistics() : null;
	}

	// Returns how the threads that checks share are used at this moment
	public CheckThreads.Usage pool() {
		int hung = (int) this.checks.values().stream().filter((check) -> !isDedicated(check) && check.isHung()).count();
		return (this.threads instanceof CheckThreads shared) ? shared.pool(hung)
				: new CheckThreads.Usage(0, 0, 0, hung);
	}

	@Override
	public @Nullable CheckSettings settings(String name) {
		ScheduledCheck check = this.checks.get(name);
		return (check != null) ? check.published().state().settings() : null;
	}

	@Override
	public Set<String> names() {
		return this.checks.keySet();
	}

	// Runs a check at once because what it examines has changed. Ignores unknown names.
	// Must not be called by readers
	public void refresh(String name) {
		ScheduledCheck check = this.checks.get(name);
		if (check != null) {
			check.refresh();
		}
	}

	/**
	 * Record that the application has become ready: checks that are registered from now
	 * on are UNKNOWN until their first run has ended, and no longer OUT_OF_SERVICE.
	 */
	public void ready() {
		this.ready = true;
	}

	/**
	 * Start the checks that have a thread of their own, each at once, if not already
	 * started. Those that share threads wait for {@link #start()}, and are not late
	 * meanwhile.
	 */
	public void startDedicated() {
		synchronized (this.lock) {
			if (this.scheduler == null) {
				this.scheduler = this.runtime.schedulers().apply(this::advance);
				start(this.scheduler, this::isDedicated);
			}
		}
	}

	/** Start all checks, each at once, if not already started. */
	public void start() {
		synchronized (this.lock) {
			startDedicated();
			if (this.scheduler != null && !this.startedAll) {
				this.startedAll = true;
				start(this.scheduler, Predicate.not(this::isDedicated));
				publishNames();
			}
		}
	}

	@GuardedBy("lock")
	private void start(CheckScheduler scheduler, Predicate<ScheduledCheck> which) {
		this.checks.values().stream().filter(which).forEach((check) -> check.start(scheduler));
	}

	private boolean isDedicated(ScheduledCheck check) {
		return check.executor() != this.threads;
	}

	@GuardedBy("lock")
	private void publishNames() {
		if (this.startedAll) {
			this.changes.names(this.checks.keySet());
		}
	}

	/**
	 * Stop running checks, if started. Runs in flight are interrupted once and their
	 * results discarded. Does not wait for them.
	 */
	public void stop() {
		synchronized (this.lock) {
			if (this.scheduler == null) {
				return;
			}
			this.checks.values().forEach(ScheduledCheck::stop);
			this.scheduler.close();
			this.scheduler = null;
			this.startedAll = false;
			for (ScheduledCheck check : this.checks.values()) {
				if (check.executor() instanceof CheckThreads pool) {
					pool.stop();
				}
			}
			this.changes.endIdleThread();
			this.runtime.endIdleThreads();
		}
	}

	// Returns whether at least the checks with a thread of their own are started
	public boolean isRunning() {
		return this.scheduler != null;
	}

	// Returns nanoseconds until there is more to do
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
