package dev.healthcheck.check;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Bounded set of named platform threads that runs checks. Unlike a ThreadPoolExecutor it
 * starts a thread only when no other one is idle, so that a few checks keep a few
 * threads; and it survives a lack of memory or of threads: a task that has been taken
 * waits until a thread can be started, and a thread that dies leaves its place to
 * another. A thread that a check never gives back stays, and counts against the bound.
 *
 * <p>
 * Name, priority, context class loader and interrupt flag of a thread are restored after
 * each task; thread locals are not. All fields are guarded by one monitor, which is never
 * held while a task runs.
 *
 * @since 0.1.0
 */
public final class CheckThreads implements Executor {

	/**
	 * Shorter than the interval between runs, so that the threads of an initial burst
	 * end.
	 */
	private static final long KEEP_ALIVE = TimeUnit.SECONDS.toNanos(10);

	private final String name;

	private final int maximum;

	private final BiFunction<String, Runnable, Thread> factory;

	private final LongSupplier ticker = System::nanoTime;

	private final Object monitor = new Object();

	/** Unlike an ArrayDeque it stays as it was when there is no memory to add to it. */
	@GuardedBy("monitor")
	private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();

	@GuardedBy("monitor")
	private int waiting;

	@GuardedBy("monitor")
	private int alive;

	@GuardedBy("monitor")
	private int idle;

	@GuardedBy("monitor")
	private boolean stopped;

	/** Numbers the threads by the lowest free slot, so that a dump reads 1 to maximum. */
	@GuardedBy("monitor")
	private final boolean[] slots;

	/**
	 * Create a set of threads that have the context class loader of the calling thread.
	 * @param name the name of the thread if the maximum is one; otherwise the names are
	 * {@code name-1} to {@code name-maximum}
	 * @param maximum the most threads
	 * @throws IllegalArgumentException if the maximum is below one
	 */
	public CheckThreads(String name, int maximum) {
		this(name, maximum, DaemonThreadFactory.inheriting());
	}

	/**
	 * Create a set of threads.
	 * @param name the name of the thread if the maximum is one; otherwise the names are
	 * {@code name-1} to {@code name-maximum}
	 * @param maximum the most threads
	 * @param factory creates the threads, and those of a runner that has this set
	 * @throws IllegalArgumentException if the maximum is below one
	 */
	public CheckThreads(String name, int maximum, DaemonThreadFactory factory) {
		this(name, maximum, factory::newThread);
	}

	CheckThreads(String name, int maximum, BiFunction<String, Runnable, Thread> factory) {
		if (maximum < 1) {
			throw new IllegalArgumentException("'maximum' must be at least 1");
		}
		this.name = name;
		this.maximum = maximum;
		this.factory = factory;
		this.slots = new boolean[maximum];
	}

	/**
	 * Run a task as soon as there is a thread for it.
	 * @param task the task
	 * @throws OutOfMemoryError if there is no memory for its place in the queue; it is
	 * not run then
	 */
	@Override
	public void execute(Runnable task) {
		synchronized (this.monitor) {
			this.stopped = false;
			this.queue.add(task);
			this.waiting++;
			wakeOrStartThread();
		}
	}

	// Starts a thread for what waits, if none could be started when it came
	void revive() {
		synchronized (this.monitor) {
			if (this.waiting > 0) {
				wakeOrStartThread();
			}
		}
	}

	@GuardedBy("monitor")
	private void wakeOrStartThread() {
		if (this.idle >= this.waiting) {
			this.monitor.notify();
		}
		else if (this.alive < this.maximum) {
			startThread();
		}
	}

	@GuardedBy("monitor")
	private void startThread() {
		int slot = freeSlot();
		try {
			String name = (this.maximum == 1) ? this.name : this.name + "-" + (slot + 1);
			this.factory.apply(name, () -> work(slot)).start();
		}
		catch (Throwable ex) {
			// No memory or no thread: tried again when the next task comes
			return;
		}
		this.slots[slot] = true;
		this.alive++;
	}

	@GuardedBy("monitor")
	private int freeSlot() {
		int slot = 0;
		while (this.slots[slot]) {
			slot++;
		}
		return slot;
	}

	private void work(int slot) {
		ThreadState state = ThreadState.ofCurrentThread();
		boolean ended = false;
		try {
			Runnable task = next(slot);
			while (task != null) {
				run(task, state);
				task = next(slot);
			}
			ended = true;
		}
		finally {
			if (!ended) {
				synchronized (this.monitor) {
					release(slot);
				}
			}
		}
	}

	private static void run(Runnable task, ThreadState state) {
		try {
			task.run();
			state.restore();
		}
		catch (Throwable ex) {
			// Runs report their own failures; nothing may end the thread
			state.restore();
		}
	}

	private @Nullable Runnable next(int slot) {
		synchronized (this.monitor) {
			long until = this.ticker.getAsLong() + KEEP_ALIVE;
			long remaining = KEEP_ALIVE;
			while (this.waiting == 0 && !this.stopped && remaining > 0) {
				this.idle++;
				try {
					TimeUnit.NANOSECONDS.timedWait(this.monitor, remaining);
				}
				catch (Throwable ex) {
					// A run's interrupt that came too late: not meant for the next
				}
				this.idle--;
				remaining = until - this.ticker.getAsLong();
			}
			if (this.waiting == 0) {
				release(slot);
				return null;
			}
			this.waiting--;
			return this.queue.poll();
		}
	}

	@GuardedBy("monitor")
	private void release(int slot) {
		this.slots[slot] = false;
		this.alive--;
	}

	CheckPool pool(int hung) {
		synchronized (this.monitor) {
			// An idle thread takes what is queued at once
			int taken = Math.min(this.idle, this.waiting);
			return new CheckPool(this.alive - this.idle + taken, this.maximum, this.waiting - taken, hung);
		}
	}

	/**
	 * Forget what is queued and let the idle threads end. The next task starts threads
	 * again.
	 */
	public void stop() {
		synchronized (this.monitor) {
			this.stopped = true;
			this.queue.clear();
			this.waiting = 0;
			this.monitor.notifyAll();
		}
	}

	BiFunction<String, Runnable, Thread> factory() {
		return this.factory;
	}

	private record ThreadState(Thread thread, String name, int priority, @Nullable ClassLoader loader) {

		static ThreadState ofCurrentThread() {
			Thread thread = Thread.currentThread();
			return new ThreadState(thread, thread.getName(), thread.getPriority(), thread.getContextClassLoader());
		}

		@SuppressWarnings("ThreadPriorityCheck")
		void restore() {
			if (!this.thread.getName().equals(this.name)) {
				this.thread.setName(this.name);
			}
			this.thread.setPriority(this.priority);
			this.thread.setContextClassLoader(this.loader);
			Thread.interrupted();
		}

	}

}
