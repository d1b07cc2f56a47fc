package dev.healthcheck.benchmarks.application;

import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * A check that a user would write, of something else: up, until it is made to hang.
 */
@Component
class PartnerHealthIndicator implements HealthIndicator {

	private volatile @Nullable CountDownLatch hung;

	@Override
	public Health health() {
		CountDownLatch latch = this.hung;
		if (latch != null) {
			awaitUninterruptibly(latch);
		}
		return Health.up().build();
	}

	/**
	 * Wait as a driver without time-outs does: deaf to interrupts.
	 * @param latch what to wait for
	 */
	private static void awaitUninterruptibly(CountDownLatch latch) {
		boolean interrupted = false;
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	void hang() {
		this.hung = new CountDownLatch(1);
	}

}
