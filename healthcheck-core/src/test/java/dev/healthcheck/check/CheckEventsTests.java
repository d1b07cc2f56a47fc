package dev.healthcheck.check;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;

import dev.healthcheck.CapturedLog;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(300)
class CheckEventsTests {

	private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	@Test
	void changesAreReceivedInOrderByEachListenerInTurn() throws Exception {
		CheckEvents events = events(List.<CheckListener>of((change) -> this.received.add("first " + change.name()),
				(change) -> this.received.add("second " + change.name())));
		IntStream.range(0, 1000).forEach((i) -> events.offer(change("check-" + i)));
		for (int i = 0; i < 1000; i++) {
			assertThat(this.received.take()).isEqualTo("first check-" + i);
			assertThat(this.received.take()).isEqualTo("second check-" + i);
		}
	}

	@Test
	void whenAListenerThrowsTheOthersHearAllAndItIsLogged() throws Exception {
		try (CapturedLog log = CapturedLog.of(CheckEvents.class)) {
			CheckEvents events = events(List.of((change) -> {
				throw new LinkageError("listener");
			}, (change) -> this.received.add(change.name())));
			events.offer(change("a"));
			events.offer(change("b"));
			assertThat(this.received.take()).isEqualTo("a");
			assertThat(this.received.take()).isEqualTo("b");
			assertThat(log.lines()).containsExactly("WARNING A listener failed on the change of check 'a'",
					"WARNING A listener failed on the change of check 'b'");
			assertThat(log.records()).extracting(LogRecord::getThrown).hasOnlyElementsOfType(LinkageError.class);
			assertThat(log.records()).extracting(LogRecord::getLevel).containsOnly(Level.WARNING);
		}
	}

	@Test
	void changesAreRefusedAboveTheCapacityWhenAListenerBlocks() throws Exception {
		CountDownLatch letGo = new CountDownLatch(1);
		CountDownLatch blocked = new CountDownLatch(1);
		CheckEvents events = events(List.of((change) -> {
			blocked.countDown();
			awaitUninterruptibly(letGo);
			this.received.add(change.name());
		}));
		events.offer(change("check-0"));
		blocked.await();
		for (int i = 1; i < CheckEvents.CAPACITY; i++) {
			assertThat(events.offer(change("check-" + i))).isTrue();
		}
		assertThat(events.offer(change("refused"))).isFalse();
		assertThat(events.flush()).isFalse();
		letGo.countDown();
		for (int i = 0; i < CheckEvents.CAPACITY; i++) {
			assertThat(this.received.take()).isEqualTo("check-" + i);
		}
		// The last change is removed after all listeners have received it
		Awaitility.await().until(events::flush);
		events.offer(change("after"));
		assertThat(this.received.take()).isEqualTo("after");
	}

	@Test
	void whenNoThreadCanBeStartedTheNextFlushDelivers() throws Exception {
		RefusableThreads threads = new RefusableThreads();
		CheckEvents events = new CheckEvents(List.<CheckListener>of((change) -> this.received.add(change.name())),
				threads);
		threads.refuse(true);
		assertThat(events.offer(change("a"))).isTrue();
		assertThat(events.flush()).isFalse();
		threads.refuse(false);
		assertThat(events.flush()).isFalse();
		assertThat(this.received.take()).isEqualTo("a");
	}

	@Test
	void namesArePassedOnOnceAndTheLatestOnlyWhenAListenerBlocks() throws Exception {
		CountDownLatch letGo = new CountDownLatch(1);
		CountDownLatch blocked = new CountDownLatch(1);
		CheckEvents events = events(List.of(new CheckListener() {

			@Override
			public void onChange(CheckChange change) {
				blocked.countDown();
				awaitUninterruptibly(letGo);
			}

			@Override
			public void onNames(Set<String> names) {
				CheckEventsTests.this.received.add(names.toString());
			}

		}));
		events.offer(change("blocked"));
		blocked.await();
		events.names(Set.of("a"));
		events.names(Set.of("b"));
		letGo.countDown();
		assertThat(this.received.take()).isEqualTo("[b]");
		assertThat(this.received).isEmpty();
	}

	@Test
	void whenAListenerBlocksChecksGoOn() throws Exception {
		CountDownLatch letGo = new CountDownLatch(1);
		CheckThreads threads = new CheckThreads("blocked-listener", 1);
		CheckRunner runner = new CheckRunner(threads, CheckSettings.defaults(),
				List.of((change) -> awaitUninterruptibly(letGo)));
		BlockingQueue<String> ran = new LinkedBlockingQueue<>();
		runner.start();
		for (int i = 0; i < 100; i++) {
			runner.register("check-" + i, () -> {
				ran.add("ran");
				return CheckResult.up();
			});
			assertThat(ran.poll(60, TimeUnit.SECONDS)).isEqualTo("ran");
		}
		runner.stop();
		letGo.countDown();
	}

	private static CheckEvents events(List<? extends CheckListener> listeners) {
		return new CheckEvents(listeners, DaemonThreadFactory.inheriting()::newThread);
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				// The latch alone decides
			}
		}
	}

	private static CheckChange change(String name) {
		CheckVerdict verdict = new CheckVerdict(CheckStatus.UP, false, null, null, null, null);
		return new CheckChange(name, verdict, verdict);
	}

}
