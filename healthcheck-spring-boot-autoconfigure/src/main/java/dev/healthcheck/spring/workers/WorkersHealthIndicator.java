package dev.healthcheck.spring.workers;

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
 * Health contributor {@code workers}: has the workers counted on a thread of their own,
 * and takes this process out of the count when the application goes.
 *
 * @since 0.1.0
 */
public final class WorkersHealthIndicator extends CheckHealthIndicator implements DisposableBean {

	private final WorkersCheck check;

	private final CheckThreads thread;

	/**
	 * Create an indicator, and register its check.
	 * @param runner runs the check
	 * @param check counts the workers
	 * @param settings how the check is run
	 * @param thread the thread that it runs on
	 */
	public WorkersHealthIndicator(CheckRunner runner, WorkersCheck check, CheckSettings settings, CheckThreads thread) {
		super(runner, OwnContributors.WORKERS);
		this.check = check;
		this.thread = thread;
		runner.register(OwnContributors.WORKERS, check, settings, thread);
	}

	/**
	 * Remove this process's file, on the workers' thread, and wait for it for one second
	 * at the most: a directory that hangs must not hold up the end.
	 */
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
