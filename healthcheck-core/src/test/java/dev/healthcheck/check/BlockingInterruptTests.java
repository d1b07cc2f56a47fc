package dev.healthcheck.check;

import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An interrupt closes the channel that a thread waits for, on the thread that interrupts:
 * it may hang there, as on a file system that does not answer.
 */
@Timeout(300)
class BlockingInterruptTests {

	private final CountDownLatch closing = new CountDownLatch(1);

	private final CountDownLatch letGo = new CountDownLatch(1);

	@Test
	void whenAnInterruptHangsOtherChecksGoOnAndTheRunnerCanBeStopped() throws Exception {
		CheckSettings settings = TestSettings.quick(Duration.ofMillis(1), Duration.ofMillis(50));
		CheckRunner runner = new CheckRunner(new CheckThreads("blocking", 2), settings, List.of());
		Semaphore runs = new Semaphore(0);
		runner.start();
		try {
			runner.register("hung", this::waitForChannel);
			runner.register("other", () -> {
				runs.release();
				return CheckResult.up();
			});
			this.closing.await();
			runs.drainPermits();
			assertThat(runs.tryAcquire(10, 60, TimeUnit.SECONDS)).isTrue();
			assertThat(Objects.requireNonNull(runner.verdict("hung")).isLate()).isTrue();
			runner.stop();
			assertThat(runner.isRunning()).isFalse();
		}
		finally {
			this.letGo.countDown();
			runner.stop();
		}
	}

	private CheckResult waitForChannel() throws Exception {
		new HungChannel().read();
		return CheckResult.up();
	}

	private final class HungChannel extends AbstractInterruptibleChannel {

		void read() throws Exception {
			begin();
			try {
				awaitUninterruptibly();
			}
			finally {
				end(true);
			}
		}

		@Override
		protected void implCloseChannel() {
			BlockingInterruptTests.this.closing.countDown();
			awaitUninterruptibly();
		}

		private void awaitUninterruptibly() {
			boolean interrupted = false;
			while (BlockingInterruptTests.this.letGo.getCount() > 0) {
				try {
					BlockingInterruptTests.this.letGo.await();
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
