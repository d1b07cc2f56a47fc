package dev.healthcheck.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import dev.healthcheck.probe.ProbeResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link ProbeServer} against hostile clients.
 */
@Timeout(300)
class ProbeServerHostileTests {

	private static final Duration SHORT = Duration.ofSeconds(1);

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final String GET = "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n";

	private final ScheduledExecutorService dripper = Executors.newSingleThreadScheduledExecutor();

	private ProbeServer server = Servers.start(Servers.PROBES);

	@AfterEach
	void close() {
		this.dripper.shutdownNow();
		this.server.close();
	}

	@Test
	void garbageIsAnsweredAndHurtsNobody() {
		RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
		for (int i = 0; i < 200; i++) {
			byte[] garbage = new byte[random.nextInt(1, 10_000)];
			random.nextBytes(garbage);
			// A line end, so that there is something to answer
			String answer = Wire.exchange(this.server,
					"x" + new String(garbage, StandardCharsets.ISO_8859_1) + "\r\n\r\n");
			assertThat(ProbeServerProtocolTests.statuses(answer)).hasSize(1).first().isIn(400, 414, 431, 505);
		}
		assertAnswers();
	}

	@Test
	void tlsIsRefused() {
		assertThat(ProbeServerProtocolTests
			.statuses(Wire.exchange(this.server, "\u0016\u0003\u0001\u0002\u0000\u0001\r\n"))).containsExactly(400);
	}

	@Test
	void longRequestLineIsRefused() {
		assertThat(status("GET /" + "x".repeat(4000) + " HTTP/1.0\r\n\r\n")).isEqualTo(404);
		assertThat(status("GET /" + "x".repeat(5000) + " HTTP/1.0\r\n\r\n")).isEqualTo(414);
		assertThat(status("x".repeat(1_000_000))).isEqualTo(414);
	}

	@Test
	void largeHeadersAreRefused() {
		assertThat(status("GET /readyz HTTP/1.0\r\nA: " + "x".repeat(8000) + "\r\n\r\n")).isEqualTo(200);
		assertThat(status("GET /readyz HTTP/1.0\r\nA: " + "x".repeat(9000) + "\r\n\r\n")).isEqualTo(431);
		assertThat(status("GET /readyz HTTP/1.0\r\n" + "A: x\r\n".repeat(10_000) + "\r\n")).isEqualTo(431);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "GET /readyz HTTP/1.1\r\nX: ", "\r\n" })
	void headThatDripsInEndsInTime(String start) throws IOException {
		restart(Servers.limits(2, 100, SHORT, LONG));
		try (Wire wire = new Wire(this.server)) {
			wire.say(start);
			drip(wire, "x");
			assertEnds(wire);
		}
	}

	@Test
	void emptyLinesForEverEndInTime() throws IOException {
		restart(Servers.limits(2, 100, SHORT, LONG));
		try (Wire wire = new Wire(this.server)) {
			drip(wire, "\r\n");
			assertEnds(wire);
		}
	}

	@Test
	void laterHeadThatDripsInEndsInTime() throws IOException {
		restart(Servers.limits(2, 100, SHORT, LONG));
		try (Wire wire = new Wire(this.server)) {
			wire.say(GET);
			wire.hearOk();
			drip(wire, "x");
			assertEnds(wire);
		}
	}

	@Test
	void idleConnectionEndsInTimeAndNotBefore() throws IOException {
		restart(Servers.limits(2, 100, LONG, SHORT));
		try (Wire wire = new Wire(this.server)) {
			long start = System.nanoTime();
			wire.say(GET);
			wire.hearOk();
			assertEnds(wire);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT);
		}
	}

	@Test
	void bodyThatDripsInEndsTheConnection() throws IOException {
		try (Wire wire = new Wire(this.server)) {
			wire.say("GET /readyz HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
			assertThat(wire.hearOk()).contains("200");
			drip(wire, "x");
			Awaitility.await().until(() -> catchThrowableOfType(IOException.class, () -> wire.say("x")) != null);
		}
	}

	@Test
	void clientThatReadsNothingIsNotServedForEver() throws IOException {
		restart(Servers.limits(2, 100, LONG, Duration.ofSeconds(1)));
		AtomicBoolean over = new AtomicBoolean();
		try (Wire wire = new Wire(this.server)) {
			this.dripper.execute(() -> {
				try {
					while (true) {
						wire.say(GET.repeat(100));
					}
				}
				catch (IOException ex) {
					over.set(true);
				}
			});
			Awaitility.await().until(() -> {
				assertAnswers();
				return over.get();
			});
		}
	}

	@Test
	void responsesThatNobodyReadsAreNotMade() throws IOException {
		AtomicInteger made = new AtomicInteger();
		ProbeResponse response = Servers.text("x".repeat(100_000));
		this.server.close();
		this.server = Servers.start((request) -> {
			if (request.path().equals("/large")) {
				made.incrementAndGet();
				return response;
			}
			return Servers.PROBES.handle(request);
		});
		List<Wire> slow = new ArrayList<>();
		try {
			for (int i = 0; i < 16; i++) {
				Wire wire = new Wire(this.server);
				wire.say(GET.replace("readyz", "large").repeat(100));
				slow.add(wire);
			}
			for (int i = 0; i < 100; i++) {
				assertAnswers();
			}
			// What the two sockets hold, and what may wait
			assertThat(made.get()).isBetween(16, 16 * 80);
			for (Wire wire : slow) {
				assertThat(wire.hear(100 * 100_000)).isEqualTo(100 * 100_000);
			}
			assertThat(made).hasValue(16 * 100);
		}
		finally {
			Wire.closeAll(slow);
		}
	}

	@Test
	void connectionsOfClientsThatHaveClosedTakeNoPlace() throws IOException {
		restart(Servers.limits(1, 16, LONG, LONG));
		try (Wire oldest = new Wire(this.server)) {
			oldest.say(GET);
			oldest.hearOk();
			for (int i = 0; i < 200; i++) {
				try (Wire wire = new Wire(this.server)) {
					wire.say(GET.replace("\r\n\r\n", "\r\nContent-Length: 9\r\n\r\n"));
					assertThat(ProbeServerProtocolTests.statuses(wire.hearAll())).containsExactly(200);
				}
			}
			oldest.say(GET);
			assertThat(oldest.hearOk()).contains("200");
		}
	}

	@Test
	void connectionsThatAreResetTakeNoPlace() throws IOException {
		restart(Servers.limits(1, 16, LONG, LONG));
		try (Wire oldest = new Wire(this.server)) {
			oldest.say(GET);
			oldest.hearOk();
			for (int i = 0; i < 200; i++) {
				try (Wire wire = new Wire(this.server)) {
					wire.say(GET);
					wire.hearOk();
					wire.say(GET.repeat(i % 3));
					wire.reset();
				}
			}
			oldest.say(GET);
			assertThat(oldest.hearOk()).contains("200");
		}
	}

	@Test
	void requestThatIsHiddenInABodyIsNotAnswered() throws IOException {
		for (String headers : List.of("Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "Content-Length: 5\r\n\r\nxxxxx",
				"Content-Length: 5\r\n\r\n", "Transfer-Encoding: \u000bchunked, identity\r\n\r\n")) {
			String answers = Wire.exchange(this.server,
					"GET /readyz HTTP/1.1\r\nHost: x\r\n" + headers + GET.repeat(3));
			assertThat(ProbeServerProtocolTests.statuses(answers)).hasSize(1);
		}
	}

	@Test
	void http2IsRefusedAndHarmless() throws IOException {
		try (Wire wire = new Wire(this.server)) {
			// The preface, SETTINGS with a window of 0, and a stream
			wire.say(
					"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\6\4\0\0\0\0\0\0\4\0\0\0\0" + "\0\0\1\1\5\0\0\0\1\u0082");
			assertThat(ProbeServerProtocolTests.statuses(wire.hearAll())).containsExactly(505);
		}
		assertAnswers();
	}

	@Test
	void halfAConnectionIsAnsweredOnceAndClosed() {
		assertThat(ProbeServerProtocolTests.statuses(Wire.exchange(this.server, GET))).containsExactly(200);
		assertThat(Wire.exchange(this.server, "")).isEmpty();
	}

	@Test
	void aThousandIdleConnectionsCostNoProbe() throws IOException {
		List<Wire> idle = new ArrayList<>();
		try {
			for (int i = 0; i < 1000; i++) {
				idle.add(new Wire(this.server));
			}
			for (int i = 0; i < 100; i++) {
				assertAnswers();
			}
		}
		finally {
			Wire.closeAll(idle);
		}
	}

	@Test
	void connectionWhenAllPlacesAreTakenGetsThatOfTheLongestIdle() throws IOException {
		restart(Servers.limits(2, 3, LONG, LONG));
		List<Wire> open = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			Wire wire = new Wire(this.server);
			open.add(wire);
			wire.say(GET);
			wire.hearOk();
		}
		open.get(0).say(GET);
		open.get(0).hearOk();
		try (Wire another = new Wire(this.server)) {
			another.say(GET);
			assertThat(another.hearOk()).contains("200");
			assertEnds(open.get(1));
			for (int i : new int[] { 0, 2 }) {
				open.get(i).say(GET);
				assertThat(open.get(i).hearOk()).contains("200");
			}
		}
		finally {
			Wire.closeAll(open);
		}
	}

	private void restart(ProbeServerLimits limits) {
		this.server.close();
		this.server = Servers.start(limits, Servers.PROBES);
	}

	private void drip(Wire wire, String drop) {
		var unused = this.dripper.scheduleWithFixedDelay(() -> {
			try {
				wire.say(drop);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}, 0, 10, TimeUnit.MILLISECONDS);
	}

	// With an end or a reset, as the bytes that come in have it
	private static void assertEnds(Wire wire) {
		try {
			assertThat(wire.hearAll()).isEmpty();
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError("Still open", ex);
		}
		catch (IOException ex) {
			assertThat(ex).hasMessageContaining("reset");
		}
	}

	private void assertAnswers() {
		assertThat(status(GET)).isEqualTo(200);
	}

	private int status(String request) {
		List<Integer> statuses = ProbeServerProtocolTests.statuses(Wire.exchange(this.server, request));
		assertThat(statuses).hasSize(1);
		return statuses.get(0);
	}

}
