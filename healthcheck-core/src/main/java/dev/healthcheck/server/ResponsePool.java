package dev.healthcheck.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.healthcheck.probe.ProbeResponse;
import org.jspecify.annotations.Nullable;

/** The threads beside the loop that make responses that are not published. */
final class ResponsePool {

	/** How many responses may wait for a thread. */
	private static final int WAITING = 1024;

	private final ServerLoop loop;

	private final ThreadPoolExecutor threads;

	ResponsePool(ServerLoop loop, int threads, ThreadFactory factory) {
		this.loop = loop;
		this.threads = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING),
				factory);
	}

	// The maker does not throw; the receiver is called by the thread of the loop. Returns
	// null if too many responses wait, or if there is no memory for a thread
	@Nullable Pending submit(Supplier<ProbeResponse> maker, Consumer<ProbeResponse> receiver) {
		Pending pending = new Pending(maker, receiver);
		try {
			this.threads.execute(pending);
			return pending;
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			return pending.giveUp() ? null : pending;
		}
	}

	void close() {
		this.threads.shutdownNow();
	}

	/**
	 * Either a thread takes it and delivers a response, or the connection gives it up.
	 */
	final class Pending implements Runnable {

		private final AtomicBoolean taken = new AtomicBoolean();

		private final Supplier<ProbeResponse> maker;

		private final Runnable delivery;

		private volatile ProbeResponse made = ProbeResponse.busy();

		private Pending(Supplier<ProbeResponse> maker, Consumer<ProbeResponse> receiver) {
			this.maker = maker;
			this.delivery = () -> receiver.accept(this.made);
		}

		@Override
		public void run() {
			if (this.taken.compareAndSet(false, true)) {
				this.made = this.maker.get();
				ResponsePool.this.loop.deliver(this.delivery);
			}
		}

		// Returns whether no thread had taken it, nor will
		boolean giveUp() {
			boolean givenUp = this.taken.compareAndSet(false, true);
			if (givenUp) {
				ResponsePool.this.threads.remove(this);
			}
			return givenUp;
		}

	}

}
