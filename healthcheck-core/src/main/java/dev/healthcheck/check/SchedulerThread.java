package dev.healthcheck.check;

import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Loop that calls the runner until it is closed. No exception or error ends it.
 *
 * <p>
 * It uses a monitor, like all code that checks depend on, because a contended
 * {@code ReentrantLock} allocates, which fails when the heap is full.
 */
final class SchedulerThread implements CheckScheduler, Runnable {

	private final LongSupplier ticker;

	private final LongSupplier advance;

	@GuardedBy("this")
	private long wakeAt;

	@GuardedBy("this")
	private boolean closed;

	private SchedulerThread(LongSupplier ticker, LongSupplier advance) {
		this.ticker = ticker;
		this.advance = advance;
		this.wakeAt = now();
	}

	static SchedulerThread start(BiFunction<String, Runnable, Thread> factory, LongSupplier ticker,
			LongSupplier advance) {
		SchedulerThread scheduler = new SchedulerThread(ticker, advance);
		factory.apply("healthcheck-scheduler", scheduler).start();
		return scheduler;
	}

	@Override
	public void run() {
		long pause = 0;
		while (awaitWake(pause)) {
			long begun = now();
			pause = advance() - (now() - begun);
		}
	}

	private long advance() {
		try {
			return this.advance.getAsLong();
		}
		catch (Throwable ex) {
			// No memory, for example, and logging would need some
			return RETRY;
		}
	}

	// Returns false once this is closed
	private synchronized boolean awaitWake(long pause) {
		wakeIn(pause);
		long remaining = this.wakeAt - now();
		while (!this.closed && remaining > 0) {
			try {
				TimeUnit.NANOSECONDS.timedWait(this, remaining);
			}
			catch (Throwable ex) {
				// This thread is not interrupted on purpose
			}
			remaining = this.wakeAt - now();
		}
		this.wakeAt = now() + IDLE;
		return !this.closed;
	}

	@Override
	public synchronized void wakeIn(long pause) {
		long at = now() + pause;
		if (at - this.wakeAt < 0) {
			this.wakeAt = at;
			notifyAll();
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		notifyAll();
	}

	private long now() {
		return this.ticker.getAsLong();
	}

}
