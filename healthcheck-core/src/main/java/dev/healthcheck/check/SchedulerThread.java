package dev.healthcheck.check;

import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Loop that asks the runner what is due until it is closed. Nothing that is thrown ends
 * it.
 *
 * <p>
 * Its monitor guards the time of the next call. A monitor, here and in all that the life
 * of a check depends on, because a contended {@code ReentrantLock} allocates, which fails
 * when the heap is full.
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
			// No memory, for example. To log it would need some
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
				// Nothing has a reason to interrupt this thread
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
