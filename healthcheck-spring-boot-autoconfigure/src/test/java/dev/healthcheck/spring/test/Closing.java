package dev.healthcheck.spring.test;

import java.util.concurrent.CountDownLatch;

import dev.healthcheck.spring.shutdown.Drain;
import org.awaitility.Awaitility;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Closes an application that drains for ever, and in the end interrupts that.
 */
public final class Closing extends Thread implements AutoCloseable {

	private final Drain drain;

	/**
	 * Create a thread.
	 * @param application what it closes; must have an {@link End}
	 */
	public Closing(RunningApplication application) {
		super(application::close, "closing");
		this.drain = application.context().getBean(Drain.class);
	}

	@Override
	public void close() throws InterruptedException {
		if (getState() == State.NEW) {
			start();
		}
		// Interrupted before that, the context would not be closed at all
		Awaitility.await().until(() -> this.drain.isDraining() || !isAlive());
		interrupt();
		join();
	}

	/**
	 * Comes first of those that anyone may write, and clears the interrupt: what follows
	 * could not shut down with it.
	 */
	public static final class End implements ApplicationListener<ContextClosedEvent>, Ordered {

		private final CountDownLatch reached = new CountDownLatch(1);

		private volatile boolean interrupted;

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

		@Override
		public void onApplicationEvent(ContextClosedEvent event) {
			this.interrupted |= Thread.interrupted();
			this.reached.countDown();
		}

		public boolean isReached() {
			return this.reached.getCount() == 0;
		}

		public boolean wasInterrupted() {
			return this.interrupted;
		}

	}

}
