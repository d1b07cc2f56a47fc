package dev.healthcheck.spring.test;

import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Closes an application that drains for ever, and in the end interrupts that.
 */
public final class Closing extends Thread implements AutoCloseable {

	private final ApplicationAvailability availability;

	/**
	 * Create a thread.
	 * @param application what it closes; must have an {@link End}
	 */
	public Closing(RunningApplication application) {
		super(application::close, "closing");
		this.availability = application.context().getBean(ApplicationAvailability.class);
	}

	@Override
	public void close() throws InterruptedException {
		if (getState() == State.NEW) {
			start();
		}
		// Interrupted before that, the context would not be closed at all
		Awaitility.await().until(() -> isDraining() || !isAlive());
		interrupt();
		join();
	}

	private boolean isDraining() {
		return this.availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC;
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
