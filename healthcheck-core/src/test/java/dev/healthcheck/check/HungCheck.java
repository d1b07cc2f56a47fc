package dev.healthcheck.check;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Check that hangs, deaf to interrupts, until it is let go; then it passes.
 */
final class HungCheck implements Check {

	private final AtomicInteger running = new AtomicInteger();

	private final AtomicInteger mostRunning = new AtomicInteger();

	private final AtomicInteger runs = new AtomicInteger();

	private final AtomicInteger interrupts = new AtomicInteger();

	private final CountDownLatch started = new CountDownLatch(1);

	private final CountDownLatch letGo;

	HungCheck(CountDownLatch letGo) {
		this.letGo = letGo;
	}

	@Override
	public CheckResult run() {
		this.runs.incrementAndGet();
		this.mostRunning.accumulateAndGet(this.running.incrementAndGet(), Math::max);
		this.started.countDown();
		while (this.letGo.getCount() > 0) {
			try {
				this.letGo.await();
			}
			catch (InterruptedException ex) {
				this.interrupts.incrementAndGet();
			}
		}
		this.running.decrementAndGet();
		return CheckResult.up();
	}

	void awaitStart() throws InterruptedException {
		this.started.await();
	}

	int runs() {
		return this.runs.get();
	}

	int mostRunning() {
		return this.mostRunning.get();
	}

	int interrupts() {
		return this.interrupts.get();
	}

}
