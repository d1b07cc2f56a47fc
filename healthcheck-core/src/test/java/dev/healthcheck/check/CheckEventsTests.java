package dev.healthcheck.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;

import dev.healthcheck.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(300)
class CheckEventsTests {

	private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

	@Test
	void changesAreHeardInOrderByEachListenerInTurn() throws Exception {
		CheckEvents events = new CheckEvents(List.of((change) -> this.heard.add("first " + change.name()),
				(change) -> this.heard.add("second " + change.name())));
		IntStream.range(0, 1000).forEach((i) -> events.onChange(change("check-" + i)));
		for (int i = 0; i < 1000; i++) {
			assertThat(this.heard.take()).isEqualTo("first check-" + i);
			assertThat(this.heard.take()).isEqualTo("second check-" + i);
		}
	}

	@Test
	void whenAListenerThrowsTheOthersHearAllAndItIsLogged() throws Exception {
		try (CapturedLog log = CapturedLog.of(CheckEvents.class)) {
			CheckEvents events = new CheckEvents(List.of((change) -> {
				throw new LinkageError("listener");
			}, (change) -> this.heard.add(change.name())));
			events.onChange(change("a"));
			events.onChange(change("b"));
			assertThat(this.heard.take()).isEqualTo("a");
			assertThat(this.heard.take()).isEqualTo("b");
			assertThat(log.lines()).containsExactly("WARNING A listener failed on the change of check 'a'",
					"WARNING A listener failed on the change of check 'b'");
			assertThat(log.records()).extracting(LogRecord::getThrown).hasOnlyElementsOfType(LinkageError.class);
			assertThat(log.records()).extracting(LogRecord::getLevel).containsOnly(Level.WARNING);
		}
	}

	@Test
	void whenAListenerBlocksNobodyWaitsAndChangesAreHeardLater() throws Exception {
		CountDownLatch letGo = new CountDownLatch(1);
		CountDownLatch blocked = new CountDownLatch(1);
		CheckEvents events = new CheckEvents(List.of((change) -> {
			blocked.countDown();
			awaitUninterruptibly(letGo);
			this.heard.add(change.name());
		}));
		events.onChange(change("check-0"));
		blocked.await();
		IntStream.range(1, 20_000).forEach((i) -> events.onChange(change("check-" + i)));
		letGo.countDown();
		List<String> heard = new ArrayList<>();
		for (int i = 0; i <= 10_000; i++) {
			heard.add(this.heard.take());
		}
		assertThat(heard).startsWith("check-0", "check-1").endsWith("check-10000");
		events.onChange(change("after"));
		assertThat(this.heard.take()).isEqualTo("after");
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
