package dev.healthcheck.server;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import dev.healthcheck.thread.DaemonThreadFactory;

/**
 * The event loop of one or more ports. One daemon thread, {@code healthcheck-http-1},
 * accepts, reads, answers and writes for all their connections and waits for none of
 * them.
 *
 * <p>
 * No watchdog is needed. The thread ends only when the loop is closed: it catches every
 * {@link Throwable}, pauses and continues. A connection that fails is closed, a port that
 * was closed listens again, and a selector that failed is replaced.
 */
public final class ServerLoop implements AutoCloseable {

	/** Pause after a failure, which may happen again at once. */
	private static final Duration REST = Duration.ofMillis(100);

	/** Minimum time to wait, in milliseconds. Time limits are not more exact. */
	private static final long EXACTNESS = 10;

	private final DaemonThreadFactory factory;

	private final LongSupplier ticker;

	private final ServerThreads threads;

	private final LoopBuffers buffers = new LoopBuffers();

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final List<ServerPort> ports = new CopyOnWriteArrayList<>();

	private final Thread thread;

	private final ThreadPoolExecutor logThread;

	private final FailureLog failures;

	private volatile Selector selector;

	private volatile boolean closed;

	/** Whether the selector failed: it may have lost keys and channels to close. */
	private boolean suspect;

	private ServerLoop(Selector selector, DaemonThreadFactory factory, LongSupplier ticker) {
		this.factory = factory;
		this.ticker = ticker;
		this.threads = new ServerThreads(factory);
		this.logThread = FailureLog.thread(this.threads);
		this.failures = failureLog(ServerLoop.class);
		this.selector = selector;
		this.thread = this.threads.newThread("healthcheck-http-1", this::run);
	}

	/**
	 * Start a loop.
	 * @param factory creates the threads of the loop and of its servers
	 * @return the loop
	 * @throws IOException if the operating system has no file descriptor for it
	 */
	public static ServerLoop start(DaemonThreadFactory factory) throws IOException {
		return start(factory, System::nanoTime);
	}

	static ServerLoop start(DaemonThreadFactory factory, LongSupplier ticker) throws IOException {
		ServerLoop loop = new ServerLoop(Selector.open(), factory, ticker);
		try {
			loop.thread.start();
			return loop;
		}
		catch (OutOfMemoryError ex) {
			loop.selector.close();
			throw ex;
		}
	}

	DaemonThreadFactory factory() {
		return this.factory;
	}

	long now() {
		return this.ticker.getAsLong();
	}

	FailureLog failureLog(Class<?> type) {
		return new FailureLog(type, this.logThread, this.ticker);
	}

	LoopBuffers buffers() {
		return this.buffers;
	}

	Selector selector() {
		return this.selector;
	}

	// Runs a task on the thread of the loop. Ignored after the loop has ended
	void execute(Runnable task) {
		this.tasks.add(task);
		this.selector.wakeup();
	}

	// The same for other threads: waits until there is memory for it
	void deliver(Runnable task) {
		while (true) {
			try {
				execute(task);
				return;
			}
			catch (OutOfMemoryError ex) {
				LockSupport.parkNanos(this, REST.toNanos());
			}
		}
	}

	void add(ServerPort port) {
		this.ports.add(port);
		this.selector.wakeup();
	}

	// Closes a port on the thread of the loop, and waits for that, at most a second
	void remove(ServerPort port) {
		CountDownLatch done = new CountDownLatch(1);
		execute(() -> {
			this.ports.remove(port);
			port.closeConnections();
			// Only the next turn of the selector frees the port
			execute(done::countDown);
		});
		try {
			if (!this.closed && Thread.currentThread() != this.thread) {
				var unused = done.await(1, TimeUnit.SECONDS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void run() {
		// Loads what a pause needs: after a failure there may be no memory for it
		LockSupport.parkNanos(this, 1);
		while (!this.closed) {
			try {
				try {
					turn();
				}
				// An Error too: nothing else would continue to serve the ports
				catch (Throwable ex) {
					recover(ex);
				}
			}
			catch (Throwable ex) {
				// There was no memory to recover. What failed may work again now
			}
		}
		end();
	}

	private void turn() throws IOException {
		if (this.suspect) {
			replaceSelector();
		}
		long left = Long.MAX_VALUE;
		for (ServerPort port : this.ports) {
			left = Math.min(left, tend(port));
		}
		long millis = Math.max(EXACTNESS, TimeUnit.NANOSECONDS.toMillis(left) + 1);
		this.suspect = true;
		if (this.tasks.isEmpty()) {
			this.selector.select(ServerLoop::ready, (left != Long.MAX_VALUE) ? millis : 0);
		}
		else {
			this.selector.selectNow(ServerLoop::ready);
		}
		this.suspect = false;
		// The selector would not wait with an interrupt that a handler has left
		Thread.interrupted();
		runTasks();
	}

	private static long tend(ServerPort port) {
		try {
			return port.tend();
		}
		// One port fails, not the others
		catch (Throwable ex) {
			port.failed(ex);
			return REST.toNanos();
		}
	}

	// Tasks that are added meanwhile wait for the next turn
	private void runTasks() {
		Runnable task = this.tasks.poll();
		for (int left = this.tasks.size(); task != null; left--) {
			task.run();
			task = (left > 0) ? this.tasks.poll() : null;
		}
	}

	private static void ready(SelectionKey key) {
		ready((Selectable) key.attachment());
	}

	static void ready(Selectable selectable) {
		try {
			selectable.ready();
		}
		// One connection fails, not the loop
		catch (Throwable ex) {
			selectable.failed(ex);
		}
	}

	private void recover(Throwable failure) {
		Thread.interrupted();
		LockSupport.parkNanos(this, REST.toNanos());
		this.failures.log(() -> "The event loop of the probe server failed and continues", failure);
	}

	// Closes all connections. Ports listen on the new selector in the next turn
	private void replaceSelector() throws IOException {
		this.ports.forEach(ServerPort::closeConnections);
		this.selector.close();
		this.selector = Selector.open();
		this.suspect = false;
	}

	private void end() {
		try (Selector ended = this.selector) {
			this.ports.forEach(ServerPort::close);
			this.ports.forEach(ServerPort::closeConnections);
			// Frees the file descriptors of closed channels
			ended.selectNow();
			while (!this.tasks.isEmpty()) {
				runTasks();
			}
		}
		catch (IOException ex) {
			this.failures.log(() -> "Failed to close the selector of the probe server", ex);
		}
	}

	/**
	 * Close all ports and connections, and wait at most a second for the thread to end.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.selector.wakeup();
		this.logThread.shutdown();
		this.threads.join();
	}

	/** A port or a connection, called by the thread of the loop. */
	interface Selectable {

		// Accepts, reads or writes
		void ready() throws IOException;

		// Recovers from a failure of ready(), or closes
		void failed(Throwable failure);

	}

}
