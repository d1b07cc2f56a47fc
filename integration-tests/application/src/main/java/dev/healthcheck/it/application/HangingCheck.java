package dev.healthcheck.it.application;

import java.util.concurrent.CountDownLatch;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * {@link Check} that ends when it has been asked for an early failure.
 */
class HangingCheck implements Check {

	private final CountDownLatch asked = new CountDownLatch(1);

	@Override
	public CheckResult run() throws InterruptedException {
		this.asked.await();
		return CheckResult.up();
	}

	@Override
	public @Nullable CheckResult earlyFailure() {
		Seen.by("early failure");
		this.asked.countDown();
		return null;
	}

}
