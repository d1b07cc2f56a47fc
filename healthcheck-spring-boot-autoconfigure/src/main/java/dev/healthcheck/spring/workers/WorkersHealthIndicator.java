package dev.healthcheck.spring.workers;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.spring.checks.CheckHealthIndicator;
import dev.healthcheck.spring.checks.OwnContributors;
import dev.healthcheck.worker.WorkersCheck;

import org.springframework.beans.factory.DisposableBean;

/**
 * Health contributor {@code workers}: counts the workers on a thread of their own, and
 * removes this process from the count at shutdown.
 */
final class WorkersHealthIndicator extends CheckHealthIndicator implements DisposableBean {

	private final WorkersCheck check;

	private final CheckThreads thread;

	WorkersHealthIndicator(CheckRunner runner, WorkersCheck check, Duration scanInterval, CheckThreads thread) {
		super(runner, OwnContributors.WORKERS);
		this.check = check;
		this.thread = thread;
		runner.register(OwnContributors.WORKERS, check, CheckSettings.polling(scanInterval, check.onTimeout()), thread);
	}

	// Waits one second at most: a directory that hangs must not hold up the shutdown
	@Override
	public void destroy() throws InterruptedException {
		CountDownLatch removed = new CountDownLatch(1);
		this.thread.execute(() -> {
			try {
				this.check.deregister();
			}
			finally {
				removed.countDown();
			}
		});
		removed.await(1, TimeUnit.SECONDS);
		this.thread.stop();
	}

}
