package dev.healthcheck.check;

import java.util.BitSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Bounded set of named platform threads that run checks. Unlike a ThreadPoolExecutor it
 * starts a thread only when no other one is idle, so that a few checks keep a few
 * threads. It also survives a lack of memory or of threads: a task is refused if no
 * thread can run it, and a thread that dies is replaced. A thread that a check blocks for
 * ever counts against the bound.
 *
 * <p>
 * Name, priority, context class loader and interrupt flag of a thread are restored after
 * each task; thread locals are not. All fields are guarded by one monitor, which is never
 * held while a task runs.
 */
public final class CheckThreads implements Executor {

	/** Shorter than the interval between runs: the threads of an initial burst end. */
	private static final long KEEP_ALIVE = TimeUnit.SECONDS.toNanos(10);

	private final String name;

	private final int maximum;

	private final BiFunction<String, Runnable, Thread> factory;

	private final LongSupplier ticker = System::nanoTime;

	private final Object monitor = new Object();

	/** Unlike an ArrayDeque it stays intact when there is no memory to add to it. */
	@GuardedBy("monitor")
	private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();

	@GuardedBy("monitor")
	private int waiting;

	@GuardedBy("monitor")
	private int idle;

	@GuardedBy("monitor")
	private boolean stopped;

	/** Threads are numbered by the lowest free slot: a dump reads 1 to maximum. */
	@GuardedBy("monitor")
	private final BitSet slots;

	// Creates threads that have the context class loader of the calling thread
	public CheckThreads(String name, int maximum) {
		this(name, maximum, DaemonThreadFactory.inheriting());
	}

	/**
	 * Create a set of threads.
	 * @param name the name of the thread if the maximum is one; otherwise the names are
	 * {@code name-1} to {@code name-maximum}
	 * @param maximum the maximum number of threads
	 * @param factory creates these threads, and those of a runner that uses them
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
		this.slots = new BitSet(maximum);
	}

	/**
	 * Run a task as soon as there is a thread for it.
	 * @throws OutOfMemoryError if there is no memory to queue the task, which is not run
	 * @throws RejectedExecutionException if there is no thread and none can be started;
	 * the task is not run
	 */
	@Override
	public void execute(Runnable task) {
		synchronized (this.monitor) {
			this.stopped = false;
			this.queue.add(task);
			this.waiting++;
			wakeOrStartThread();
			if (this.slots.isEmpty()) {
				this.waiting--;
				this.queue.remove(task);
				throw new RejectedExecutionException("No thread '" + this.name + "' can be started");
			}
		}
	}

	// Starts one more thread for waiting tasks if it could not be started before
	void revive() {
		synchronized (this.monitor) {
			if (this.waiting > 0) {
				wakeOrStartThread();
			}
		}
	}

	@GuardedBy("monitor")
	private void wakeOrStartThread() {
		int slot = this.slots.nextClearBit(0);
		if (this.idle >= this.waiting) {
			this.monitor.notify();
		}
		else if (slot < this.maximum) {
			startThread(slot);
		}
	}

	@GuardedBy("monitor")
	private void startThread(int slot) {
		try {
			String name = (this.maximum == 1) ? this.name : this.name + "-" + (slot + 1);
			this.factory.apply(name, () -> work(slot)).start();
			this.slots.set(slot);
		}
		catch (Throwable ex) {
			// No memory or no thread: retried with the next task, or by a revival
		}
	}

	private void work(int slot) {
		try {
			// Without an object: a new thread may find no memory for one, and would end
			Thread thread = Thread.currentThread();
			String name = thread.getName();
			int priority = thread.getPriority();
			ClassLoader loader = thread.getContextClassLoader();
			Runnable task = next(slot);
			while (task != null) {
				run(task);
				restore(thread, name, priority, loader);
				task = next(slot);
			}
		}
		catch (Throwable ex) {
			synchronized (this.monitor) {
				this.slots.clear(slot);
			}
			throw ex;
		}
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			// Runs report their own failures, and must not end the thread
		}
	}

	@SuppressWarnings("ThreadPriorityCheck")
	private static void restore(Thread thread, String name, int priority, @Nullable ClassLoader loader) {
		try {
			Thread.interrupted();
			thread.setContextClassLoader(loader);
			thread.setPriority(priority);
			if (!thread.getName().equals(name)) {
				thread.setName(name);
			}
		}
		catch (Throwable ex) {
			// No memory for the name: restored after the next task
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
					// A late interrupt of the last run: the next one must not see it
				}
				this.idle--;
				remaining = until - this.ticker.getAsLong();
			}
			if (this.waiting == 0) {
				this.slots.clear(slot);
				return null;
			}
			this.waiting--;
			return this.queue.poll();
		}
	}

	Usage pool(int hung) {
		synchronized (this.monitor) {
			// Idle threads take queued tasks at once
			int taken = Math.min(this.idle, this.waiting);
			return new Usage(this.slots.cardinality() - this.idle + taken, this.maximum, this.waiting - taken, hung);
		}
	}

	/** Discard queued tasks and end idle threads. The next task starts threads again. */
	public void stop() {
		synchronized (this.monitor) {
			this.queue.clear();
			this.waiting = 0;
			endIdle();
		}
	}

	// Ends threads when nothing is queued any more
	void endIdle() {
		synchronized (this.monitor) {
			this.stopped = true;
			this.monitor.notifyAll();
		}
	}

	BiFunction<String, Runnable, Thread> factory() {
		return this.factory;
	}

	/**
	 * Value object for the use of threads at one moment.
	 *
	 * @param busy number of threads that run a check
	 * @param maximum maximum number of threads
	 * @param waiting number of checks that wait for a thread
	 * @param hung number of registered checks that exceed their timeout on a thread
	 */
	public record Usage(int busy, int maximum, int waiting, int hung) {

	}

}
