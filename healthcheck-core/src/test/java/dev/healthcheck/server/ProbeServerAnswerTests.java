package dev.healthcheck.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.CapturedLog;
import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for handlers of a {@link ProbeServer} that take their time, or fail.
 */
@Timeout(300)
class ProbeServerAnswerTests {

	private final ExecutorService clients = Executors.newCachedThreadPool();

	private final CountDownLatch release = new CountDownLatch(1);

	private final Semaphore entered = new Semaphore(0);

	@AfterEach
	void release() {
		this.release.countDown();
		this.clients.shutdownNow();
	}

	@Test
	void whatIsPublishedIsAnsweredWhileAllOtherThreadsAreHeldAndTheRestIsRefused() throws Exception {
		ProbeServerLimits limits = Servers.UNHURRIED;
		try (ProbeServer server = Servers.startImpatient(limits, new Slow())) {
			List<CompletableFuture<String>> held = ask(server, limits.threads());
			assertThat(this.entered.tryAcquire(limits.threads(), 60, TimeUnit.SECONDS)).isTrue();
			for (int i = 0; i < 100; i++) {
				assertThat(get(server, "/readyz")).endsWith("\r\n\r\nfast");
			}
			assertThat(get(server, "/slow")).startsWith("HTTP/1.1 503 ").containsIgnoringCase("\r\nretry-after: 1\r\n");
			this.release.countDown();
			for (CompletableFuture<String> answer : held) {
				assertThat(answer.get(60, TimeUnit.SECONDS)).endsWith("\r\n\r\nslow");
			}
			Awaitility.await().until(() -> get(server, "/slow").endsWith("\r\n\r\nslow"));
		}
	}

	@Test
	void aThousandRefusedRequestsAreForgotten() throws Exception {
		try (ProbeServer server = Servers.startImpatient(
				Servers.limits(1, 5000, Servers.UNHURRIED.connectionTimeout(), Servers.UNHURRIED.keepAliveTimeout()),
				new Slow())) {
			ask(server, 1);
			assertThat(this.entered.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
			for (CompletableFuture<String> answer : ask(server, 1500)) {
				assertThat(answer.get(60, TimeUnit.SECONDS)).startsWith("HTTP/1.1 503 ");
			}
			this.release.countDown();
			Awaitility.await().until(() -> get(server, "/slow").endsWith("\r\n\r\nslow"));
			// None of those that were refused was run, and one was that had been taken
			assertThat(this.entered.drainPermits()).isEqualTo(1);
		}
	}

	@Test
	void slowAnswerKeepsItsPlaceAmongRequestsInOnePiece() {
		this.release.countDown();
		try (ProbeServer server = Servers.start(new Slow())) {
			String fast = "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n";
			String slow = "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n";
			String answers = Wire.exchange(server, (fast + slow + slow).repeat(100));
			assertThat(answers.replaceAll("HTTP/1.1 200 OK\r\n(.+\r\n)+\r\n", ""))
				.isEqualTo("fastslowslow".repeat(100));
		}
	}

	@Test
	void clientThatHasGoneCostsNothing() throws Exception {
		try (ProbeServer server = Servers.start(new Slow())) {
			try (Wire wire = new Wire(server)) {
				wire.say("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
				assertThat(this.entered.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
			}
			this.release.countDown();
			assertThat(get(server, "/slow")).endsWith("slow");
			assertThat(get(server, "/readyz")).endsWith("fast");
		}
	}

	@Test
	void whateverTheHandlerThrowsIsA500AndOneWarning() {
		try (CapturedLog log = CapturedLog.of(SafeHandler.class); ProbeServer server = Servers.start((request) -> {
			throw new StackOverflowError("in " + request.path());
		})) {
			for (int i = 0; i < 3; i++) {
				assertThat(get(server, "/secret")).startsWith("HTTP/1.1 500 ")
					.containsIgnoringCase("\r\ncontent-length: 0\r\n")
					.doesNotContain("secret", "Overflow");
			}
			Awaitility.await()
				.untilAsserted(() -> assertThat(log.lines()).singleElement()
					.asString()
					.startsWith("WARNING Failed to respond to GET /secret"));
		}
	}

	@Test
	void deferredResponseThatThrowsIsA500AndOneWarning() {
		try (CapturedLog log = CapturedLog.of(SafeHandler.class);
				ProbeServer server = Servers.start((request) -> new DeferredResponse(() -> {
					throw new StackOverflowError("oops");
				}))) {
			for (int i = 0; i < 3; i++) {
				assertThat(get(server, "/secret")).startsWith("HTTP/1.1 500 ").doesNotContain("oops");
			}
			Awaitility.await().untilAsserted(() -> assertThat(log.lines()).hasSize(1));
		}
	}

	@Test
	void answerThatIsNotHttpIsA500() {
		try (CapturedLog log = CapturedLog.of(SafeHandler.class);
				ProbeServer server = Servers
					.start((request) -> new ProbeResponse(200, Map.of("X", "a\r\nSet-Cookie: b"), new byte[0]))) {
			String answer = get(server, "/readyz");
			assertThat(answer).startsWith("HTTP/1.1 500 ");
			assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("set-cookie");
			Awaitility.await().untilAsserted(() -> assertThat(log.lines()).hasSize(1));
		}
	}

	private List<CompletableFuture<String>> ask(ProbeServer server, int count) throws IOException {
		List<CompletableFuture<String>> answers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Wire wire = new Wire(server);
			wire.say("GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
			answers.add(CompletableFuture.supplyAsync(() -> {
				try (wire) {
					return wire.hearAll();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}, this.clients));
		}
		return answers;
	}

	private static String get(ProbeServer server, String path) {
		return Wire.exchange(server, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
	}

	private class Slow implements ProbeHandler {

		@Override
		public ProbeReply handle(ProbeRequest request) {
			return request.path().equals("/readyz") ? Servers.text("fast") : new DeferredResponse(this::slow);
		}

		private ProbeResponse slow() {
			ProbeServerAnswerTests.this.entered.release();
			try {
				ProbeServerAnswerTests.this.release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return Servers.text("slow");
		}

	}

}
