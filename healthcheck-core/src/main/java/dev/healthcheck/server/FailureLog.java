package dev.healthcheck.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Logs failures: at most one warning a minute, and the others at level DEBUG. A separate
 * thread writes them, so that a log that blocks, for example on a full pipe, does not
 * hold up the loop.
 */
final class FailureLog {

	private static final Duration QUIET = Duration.ofMinutes(1);

	/** Maximum number of lines that wait to be written. Further lines are lost. */
	private static final int WAITING = 64;

	private final Logger logger;

	private final Executor thread;

	private final LongSupplier ticker;

	private final AtomicLong warnedAt;

	FailureLog(Class<?> type, Executor thread, LongSupplier ticker) {
		this.logger = System.getLogger(type.getName());
		this.thread = thread;
		this.ticker = ticker;
		this.warnedAt = new AtomicLong(ticker.getAsLong() - QUIET.toNanos());
	}

	// Started with the first line
	static ThreadPoolExecutor thread(ServerThreads threads) {
		return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING),
				(task) -> threads.newThread("healthcheck-log", task), new DiscardPolicy());
	}

	void log(Supplier<String> message, Throwable failure) {
		long now = this.ticker.getAsLong();
		long last = this.warnedAt.get();
		boolean warn = now - last >= QUIET.toNanos() && this.warnedAt.compareAndSet(last, now);
		write(warn ? Level.WARNING : Level.DEBUG,
				() -> message.get() + "; further failures within a minute are logged at level DEBUG", failure);
	}

	void warn(Supplier<String> message) {
		write(Level.WARNING, message, null);
	}

	private void write(Level level, Supplier<String> message, @Nullable Throwable failure) {
		try {
			this.thread.execute(() -> this.logger.log(level, message, failure));
		}
		catch (OutOfMemoryError ex) {
			// There is no memory for the thread, and the line may explain why
			this.logger.log(level, message, failure);
		}
	}

}
