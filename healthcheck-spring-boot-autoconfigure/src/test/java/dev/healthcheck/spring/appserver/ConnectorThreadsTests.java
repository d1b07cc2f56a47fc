package dev.healthcheck.spring.appserver;

import java.util.concurrent.CountDownLatch;

import dev.healthcheck.spring.appserver.ConnectorThreads.Life;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ConnectorThreadsTests {

	private static final String NAME = "connector-threads-test-Acceptor";

	private final ConnectorThreads threads = new ConnectorThreads();

	private final CountDownLatch end = new CountDownLatch(1);

	@Test
	void whenThreadWasNeverFoundNothingIsKnown() {
		assertThat(life()).isEqualTo(Life.UNKNOWN);
	}

	@Test
	void whenThreadEndsItIsDead() throws InterruptedException {
		Thread thread = start(null);
		assertThat(life()).isEqualTo(Life.ALIVE);
		this.end.countDown();
		thread.join();
		assertThat(life()).isEqualTo(Life.DEAD);
	}

	@Test
	void whenThreadTakesAnotherNameItIsDead() throws InterruptedException {
		Thread thread = start(null);
		assertThat(life()).isEqualTo(Life.ALIVE);
		thread.setName("connector-threads-test");
		assertThat(life()).isEqualTo(Life.DEAD);
		this.end.countDown();
		thread.join();
	}

	@Test
	void whenAnotherThreadTakesItsPlaceItIsAlive() throws InterruptedException {
		Thread first = start(null);
		assertThat(life()).isEqualTo(Life.ALIVE);
		first.setName("connector-threads-test");
		Thread second = start(null);
		assertThat(life()).isEqualTo(Life.ALIVE);
		this.end.countDown();
		first.join();
		second.join();
	}

	@Test
	void whenThreadIsInAnotherGroupItIsFound() throws InterruptedException {
		ThreadGroup root = Thread.currentThread().getThreadGroup();
		while (root.getParent() != null) {
			root = root.getParent();
		}
		Thread thread = start(new ThreadGroup(new ThreadGroup(root, "outer"), "inner"));
		assertThat(life()).isEqualTo(Life.ALIVE);
		this.end.countDown();
		thread.join();
	}

	private Life life() {
		return this.threads.of("acceptor", NAME::equals);
	}

	private Thread start(@Nullable ThreadGroup group) {
		Thread thread = new Thread(group, () -> {
			try {
				this.end.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}, NAME);
		thread.start();
		return thread;
	}

}
