package dev.healthcheck.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Bounded set of named platform threads that runs checks. Unlike a ThreadPoolExecutor it
 * starts a thread only when no other one is idle, so that a few checks keep a few
 * threads, and its queue needs no bound: each check stands in it once at the most. A
 * thread that a check never gives back stays, and counts against the bound.
 *
 * <p>
 * All fields are guarded by one lock, which is never held while a task runs.
 *
 * @since 0.1.0
 */
public final class CheckThreads implements Executor {

	/** Below the pause between runs: the threads of a first rush are not kept for all. */
	private static final long KEEP_ALIVE = TimeUnit.SECONDS.toNanos(10);

	private final String name;

	private final int maximum;

	private final BiFunction<String, Runnable, Thread> factory;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition work = this.lock.newCondition();

	@GuardedBy("lock")
	private final Deque<Runnable> queue = new ArrayDeque<>();

	@GuardedBy("lock")
	private int alive;

	@GuardedBy("lock")
	private int idle;

	@GuardedBy("lock")
	private boolean stopped;

	/** Numbers the threads by the lowest free slot, so that a dump reads 1 to maximum. */
	@GuardedBy("lock")
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
	 * @throws OutOfMemoryError if a thread was needed and could not be started; the task
	 * is not run then
	 */
	@Override
	public void execute(Runnable task) {
		this.lock.lock();
		try {
			this.stopped = false;
			this.queue.add(task);
			if (this.idle >= this.queue.size()) {
				this.work.signal();
			}
			else if (this.alive < this.maximum) {
				startThreadOrRefuse();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@GuardedBy("lock")
	private void startThreadOrRefuse() {
		try {
			startThread();
		}
		catch (Throwable ex) {
			// No memory for a stack: the threads there are may never get to it
			this.queue.removeLast();
			throw ex;
		}
	}

	@GuardedBy("lock")
	private void startThread() {
		int slot = 0;
		while (this.slots[slot]) {
			slot++;
		}
		int taken = slot;
		Thread thread = this.factory.apply((this.maximum == 1) ? this.name : this.name + "-" + (slot + 1),
				() -> work(taken));
		// A failure to start must not lose the slot
		thread.start();
		this.slots[slot] = true;
		this.alive++;
	}

	private void work(int slot) {
		Runnable task = next(slot);
		while (task != null) {
			try {
				task.run();
			}
			catch (Throwable ex) {
				// Runs report their own failures; nothing may end the thread
			}
			task = next(slot);
		}
	}

	private @Nullable Runnable next(int slot) {
		this.lock.lock();
		try {
			long remaining = KEEP_ALIVE;
			while (this.queue.isEmpty() && !this.stopped && remaining > 0) {
				this.idle++;
				try {
					remaining = this.work.awaitNanos(remaining);
				}
				catch (InterruptedException ex) {
					// A run's interrupt that came too late: not meant for the next
				}
				finally {
					this.idle--;
				}
			}
			Runnable task = this.queue.poll();
			if (task == null) {
				this.slots[slot] = false;
				this.alive--;
			}
			return task;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return how many threads are in use. Waits for no task.
	 * @param hung how many of them are held for too long
	 * @return the numbers of this moment
	 */
	CheckPool pool(int hung) {
		this.lock.lock();
		try {
			// An idle thread takes what is queued at once
			int taken = Math.min(this.idle, this.queue.size());
			int busy = this.alive - this.idle + taken;
			return new CheckPool(busy, this.maximum, this.queue.size() - taken, hung);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forget what is queued and let the idle threads end. The next task starts threads
	 * again.
	 */
	public void stop() {
		this.lock.lock();
		try {
			this.stopped = true;
			this.queue.clear();
			this.work.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	BiFunction<String, Runnable, Thread> factory() {
		return this.factory;
	}

	/**
	 * Create an executor of one thread that lives only while it has something to do, and
	 * forgets what it has no room for.
	 * @param name the name of the thread
	 * @param capacity the most tasks that wait
	 * @param factory creates the thread
	 * @return the executor
	 */
	static Executor forgetful(String name, int capacity, BiFunction<String, Runnable, Thread> factory) {
		ThreadPoolExecutor thread = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(capacity), (task) -> factory.apply(name, task),
				new ThreadPoolExecutor.DiscardPolicy());
		thread.allowCoreThreadTimeOut(true);
		return thread;
	}

}
