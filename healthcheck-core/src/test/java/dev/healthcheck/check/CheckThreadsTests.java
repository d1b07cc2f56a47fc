package dev.healthcheck.check;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Timeout(300)
class CheckThreadsTests {

	private final CheckThreads threads = new CheckThreads("test", 3);

	private final CountDownLatch letGo = new CountDownLatch(1);

	private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();

	private final RefusableThreads refusable = new RefusableThreads();

	@AfterEach
	void letGo() {
		this.letGo.countDown();
		this.threads.stop();
		// The next test counts threads of the same names
		Awaitility.await().until(() -> alive("test-").isEmpty());
	}

	@Test
	void whenThreadsHangTheBoundHoldsAndTheRestWaits() throws Exception {
		hang(this.threads, 3);
		for (int i = 0; i < 100; i++) {
			this.threads.execute(this::run);
		}
		assertThat(alive("test-")).hasSize(3);
		assertThat(this.ran).isEmpty();
		this.letGo.countDown();
		for (int i = 0; i < 100; i++) {
			assertThat(this.ran.take()).startsWith("test-");
		}
	}

	@Test
	void threadsAreNumberedFromOneAndAreDaemons() throws Exception {
		hang(this.threads, 3);
		assertThat(alive("test-")).extracting(Thread::getName).containsExactlyInAnyOrder("test-1", "test-2", "test-3");
		assertThat(alive("test-")).allMatch(Thread::isDaemon).noneMatch(Thread::isInterrupted);
	}

	@Test
	void whenThereIsOneThreadItHasTheNameAlone() throws Exception {
		CheckThreads single = new CheckThreads("single", 1);
		single.execute(this::run);
		assertThat(this.ran.take()).isEqualTo("single");
		single.stop();
	}

	@Test
	void whenAThreadIsIdleNoOtherIsStarted() throws Exception {
		for (int i = 0; i < 50; i++) {
			this.threads.execute(this::run);
			assertThat(this.ran.take()).isEqualTo("test-1");
			awaitIdle("test-1");
		}
		assertThat(alive("test-")).hasSize(1);
	}

	@Test
	void whenAllThreadsAreBusyOneMoreIsStarted() throws Exception {
		hang(this.threads, 1);
		this.threads.execute(this::run);
		assertThat(this.ran.take()).isEqualTo("test-2");
	}

	@Test
	void whenATaskThrowsTheThreadGoesOn() throws Exception {
		CheckThreads single = new CheckThreads("thrown", 1);
		AtomicReference<Thread> first = new AtomicReference<>();
		single.execute(() -> {
			first.set(Thread.currentThread());
			throw new LinkageError();
		});
		single.execute(() -> {
			throw new IllegalStateException();
		});
		AtomicReference<Thread> last = new AtomicReference<>();
		single.execute(() -> {
			last.set(Thread.currentThread());
			run();
		});
		this.ran.take();
		assertThat(last).hasValue(first.get());
		single.stop();
	}

	@Test
	void whenAnIdleThreadIsInterruptedItGoesOn() throws Exception {
		this.threads.execute(this::run);
		this.ran.take();
		awaitIdle("test-1");
		alive("test-").forEach(Thread::interrupt);
		this.threads.execute(this::run);
		assertThat(this.ran.take()).isEqualTo("test-1");
		assertThat(alive("test-")).hasSize(1);
	}

	@Test
	void whenStoppedQueuedTasksAreForgottenAndThreadsEnd() throws Exception {
		hang(this.threads, 3);
		List<Thread> alive = alive("test-");
		this.threads.execute(this::run);
		this.threads.stop();
		this.letGo.countDown();
		for (Thread thread : alive) {
			thread.join();
		}
		assertThat(this.ran).isEmpty();
	}

	@Test
	void whenStoppedIdleThreadsEndAtOnce() throws Exception {
		this.threads.execute(this::run);
		this.ran.take();
		awaitIdle("test-1");
		List<Thread> alive = alive("test-");
		this.threads.stop();
		for (Thread thread : alive) {
			thread.join();
		}
		assertThat(alive("test-")).isEmpty();
	}

	@Test
	void whenIdleThreadsAreEndedQueuedTasksAreRunBefore() throws Exception {
		CheckThreads ended = new CheckThreads("ended", 1);
		hang(ended, 1);
		ended.execute(this::run);
		ended.endIdle();
		this.letGo.countDown();
		assertThat(this.ran.take()).isEqualTo("ended");
		ended.execute(this::run);
		assertThat(this.ran.take()).isEqualTo("ended");
		ended.stop();
	}

	@Test
	void whenUsedAgainAfterAStopHungThreadsStillCount() throws Exception {
		hang(this.threads, 2);
		this.threads.stop();
		Set<String> names = ConcurrentHashMap.newKeySet();
		for (int i = 0; i < 20; i++) {
			this.threads.execute(this::run);
			names.add(this.ran.take());
		}
		assertThat(names).containsExactly("test-3");
		assertThat(alive("test-")).hasSize(3);
	}

	@Test
	void poolTellsWhoIsBusyWhoIsIdleAndWhatWaits() throws Exception {
		this.threads.execute(this::run);
		this.ran.take();
		awaitIdle("test-1");
		assertThat(this.threads.pool(0)).isEqualTo(new CheckThreads.Usage(0, 3, 0, 0));
		hang(this.threads, 3);
		this.threads.execute(this::run);
		this.threads.execute(this::run);
		assertThat(this.threads.pool(0)).isEqualTo(new CheckThreads.Usage(3, 3, 2, 0));
		List<Thread> alive = alive("test-");
		this.threads.stop();
		this.letGo.countDown();
		for (Thread thread : alive) {
			thread.join();
		}
		assertThat(this.threads.pool(0)).isEqualTo(new CheckThreads.Usage(0, 3, 0, 0));
	}

	@Test
	void whenNoThreadCanBeStartedTheTaskIsRefused() throws Exception {
		CheckThreads refused = new CheckThreads("refused", 1, this.refusable);
		this.refusable.refuse(true);
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> refused.execute(this::run))
			.withMessage("No thread 'refused' can be started");
		assertThat(refused.pool(0)).isEqualTo(new CheckThreads.Usage(0, 1, 0, 0));
		this.refusable.refuse(false);
		refused.execute(() -> this.ran.add("the next task"));
		assertThat(this.ran.take()).isEqualTo("the next task");
		refused.stop();
	}

	@Test
	void whenOneMoreThreadCannotBeStartedTheTaskWaitsForARevival() throws Exception {
		CheckThreads refused = new CheckThreads("refused", 2, this.refusable);
		hang(refused, 1);
		this.refusable.refuse(true);
		refused.execute(this::run);
		refused.revive();
		assertThat(refused.pool(0)).isEqualTo(new CheckThreads.Usage(1, 2, 1, 0));
		this.refusable.refuse(false);
		refused.revive();
		assertThat(this.ran.take()).isEqualTo("refused-2");
		refused.stop();
	}

	@Test
	@SuppressWarnings("ThreadPriorityCheck")
	void threadIsRestoredWhenATaskChangesIt() throws Exception {
		CheckThreads single = new CheckThreads("restored", 1);
		ClassLoader loader = new ClassLoader() {
		};
		single.execute(() -> {
			Thread.currentThread().setName("changed");
			Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
			Thread.currentThread().setContextClassLoader(loader);
			Thread.currentThread().interrupt();
			throw new IllegalStateException("changed");
		});
		BlockingQueue<String> seen = new LinkedBlockingQueue<>();
		single.execute(() -> {
			Thread thread = Thread.currentThread();
			seen.add(thread.getName() + " " + thread.getPriority() + " " + (thread.getContextClassLoader() == loader)
					+ " " + thread.isInterrupted());
		});
		assertThat(seen.take()).isEqualTo("restored 5 false false");
		single.stop();
	}

	@Test
	void whenTheBoundIsNotPositiveItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new CheckThreads("none", 0))
			.withMessage("'maximum' must be at least 1");
	}

	private void run() {
		this.ran.add(Thread.currentThread().getName());
	}

	private void hang(CheckThreads threads, int count) throws InterruptedException {
		for (int i = 0; i < count; i++) {
			HungCheck check = new HungCheck(this.letGo);
			threads.execute(check::run);
			check.awaitStart();
		}
	}

	private static void awaitIdle(String name) {
		while (alive(name).stream().noneMatch((thread) -> thread.getState() == Thread.State.TIMED_WAITING)) {
			Thread.onSpinWait();
		}
	}

	private static List<Thread> alive(String prefix) {
		return Thread.getAllStackTraces().keySet().stream().filter((t) -> t.getName().startsWith(prefix)).toList();
	}

}
