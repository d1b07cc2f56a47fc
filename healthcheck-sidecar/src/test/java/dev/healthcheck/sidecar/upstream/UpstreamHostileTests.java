package dev.healthcheck.sidecar.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.protocol.ApplicationAnswer;
import dev.healthcheck.test.Figures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Figure 19: upstreams that are hostile. Each round is DOWN for the right reason, keeps
 * at most 64 KiB and follows nothing. Where bounds on time are asserted, the deadline may
 * be the reason instead. That each round ends at most 50 ms after the deadline, and some
 * for the right reason, must hold in one of five times, and where a bare socket's
 * time-out comes later than half of that on this machine, at this moment, twice what that
 * one takes is the bound. One round in a hundred may take longer.
 */
class UpstreamHostileTests {

	private static final int ROUNDS = Integer.getInteger("figures.upstream.rounds", Figures.repetitions(20));

	private static final int AT_ONCE = 20;

	private static final int TIMES = 5;

	private static final Duration DEADLINE = Duration.ofMillis(150);

	private static final String LATE = "did not respond completely";

	private static final Duration OVERRUN = Duration.ofMillis(50);

	private static long slowest;

	private static int asked;

	private static long late;

	private final List<Duration> took = new ArrayList<>();

	/** Answers that are DOWN for the right reason, and not because of the deadline. */
	private final AtomicInteger explained = new AtomicInteger();

	static Stream<String> hostilities() {
		return HostileAnswers.all().keySet().stream();
	}

	@BeforeAll
	static void warmUp() throws Exception {
		// What is measured is not how long classes take to load
		try (FakeUpstream upstream = FakeUpstream.answering("HTTP/1.1 503 x\r\n\r\n")) {
			var unused = new UpstreamCheck(upstream.url(), Duration.ofSeconds(30)).run();
		}
	}

	@AfterAll
	static void print() {
		if (!Figures.areAsserted()) {
			return;
		}
		System.out.printf(
				"Figure 19: %,d answers of hostile upstreams, %d later than 50 ms after the deadline of %d ms,"
						+ " the slowest %.1f ms after it; 0 wrong, 0 follows%n",
				asked, late, DEADLINE.toMillis(), slowest / 1e6 - DEADLINE.toMillis());
	}

	@ParameterizedTest
	@MethodSource("hostilities")
	void upstreamThatIsHostileIsDownInTime(String name) throws Exception {
		HostileAnswers.Hostility hostility = Objects.requireNonNull(HostileAnswers.all().get(name));
		try (FakeUpstream upstream = FakeUpstream.start(hostility.behaviour())) {
			UpstreamCheck check = new UpstreamCheck(upstream.url(), deadline(hostility.said()));
			int times = endsInTime(check, hostility.said());
			assertThat(upstream.connections()).isEqualTo(times * ROUNDS);
			if (name.startsWith("1 GB")) {
				await().until(() -> upstream.open() == 0);
			}
		}
	}

	@Test
	void upstreamThatDoesNotAcceptIsDownInTime() throws Exception {
		List<Socket> waiting = new ArrayList<>();
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			fill(server, waiting);
			int times = endsInTime(new UpstreamCheck("http://127.0.0.1:" + server.getLocalPort(), DEADLINE), LATE);
			assertThat(times).isPositive();
		}
		finally {
			for (Socket socket : waiting) {
				socket.close();
			}
		}
	}

	@Test
	void upstreamWhoseTlsDripsInIsDownInTime() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
				FakeUpstream upstream = FakeUpstream.startAtOnce(server, (self, out) -> {
					// The head of a record of 16 KiB, and then its content
					out.write(new byte[] { 0x16, 3, 3, 0x40, 0 });
					while (true) {
						out.write(2);
						self.pause(10);
					}
				})) {
			UpstreamCheck check = new UpstreamCheck(upstream.url().replace("http:", "https:"), DEADLINE);
			// Loads the classes of TLS
			assertThat(check.run().status()).isEqualTo(CheckStatus.DOWN);
			assertThat(endsInTime(check, LATE)).isPositive();
		}
	}

	/** Connect until the accept queue is full. */
	private static void fill(ServerSocket server, List<Socket> waiting) throws IOException {
		InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
		try {
			while (waiting.size() < 100) {
				Socket socket = new Socket();
				waiting.add(socket);
				socket.connect(address, 500);
			}
		}
		catch (SocketTimeoutException ex) {
			// Full
		}
	}

	/** Without bounds on time there is no hurry to find the reason. */
	private static Duration deadline(String said) {
		return (Figures.areAsserted() || said.equals(LATE)) ? DEADLINE : Duration.ofSeconds(60);
	}

	private int endsInTime(UpstreamCheck check, String said) throws Exception {
		for (int time = 1; time <= TIMES; time++) {
			if (isInTime(check, said)) {
				return time;
			}
		}
		throw new AssertionError(
				"Ended within the deadline and " + OVERRUN + " in none of " + TIMES + " times, last: " + this.took);
	}

	private boolean isInTime(UpstreamCheck check, String said) throws Exception {
		this.took.clear();
		this.explained.set(0);
		Duration unavoidable = Duration.ZERO;
		ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE + 1);
		try (ServerSocket silent = new ServerSocket(0, 128, InetAddress.getLoopbackAddress())) {
			List<Callable<Duration>> rounds = new ArrayList<>();
			for (int i = 0; i < ROUNDS; i++) {
				rounds.add(() -> ask(check, said));
			}
			List<Future<Duration>> bare = new ArrayList<>();
			for (int i = 0; i < 1 + ROUNDS / AT_ONCE; i++) {
				bare.add(threads.submit(() -> bareTimeout(silent.getLocalPort())));
			}
			for (Future<Duration> round : threads.invokeAll(rounds)) {
				this.took.add(round.get());
			}
			for (Future<Duration> timeout : bare) {
				unavoidable = longer(unavoidable, timeout.get().minus(DEADLINE).multipliedBy(2));
			}
		}
		finally {
			threads.shutdownNow();
		}
		this.took.sort(null);
		Duration bound = DEADLINE.plus(longer(OVERRUN, unavoidable));
		if (!Figures.areAsserted()) {
			assertThat(this.explained).hasValue(ROUNDS);
			return true;
		}
		boolean inTime = this.explained.get() > 0 && this.took.get(ROUNDS - 1 - ROUNDS / 100).compareTo(bound) <= 0;
		if (inTime) {
			slowest = Math.max(slowest, this.took.get(ROUNDS - 1).toNanos());
			late += this.took.stream().filter((took) -> took.compareTo(DEADLINE.plus(OVERRUN)) > 0).count();
			asked += ROUNDS;
		}
		return inTime;
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

	private Duration ask(UpstreamCheck check, String said) throws Exception {
		long start = System.nanoTime();
		CheckResult result = check.run();
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		assertThat(result.status()).isEqualTo(CheckStatus.DOWN);
		// On a busy machine the deadline may be there before the reason is
		assertThat(result.message()).containsAnyOf(said, LATE);
		if (Objects.requireNonNull(result.message()).contains(said)) {
			this.explained.incrementAndGet();
		}
		assertThat(result.source()).isInstanceOfSatisfying(ApplicationAnswer.class, (answer) -> {
			assertThat(answer.ready()).isFalse();
			assertThat(answer.json()).isNull();
			assertThat(answer.text()).hasSizeLessThanOrEqualTo(64 * 1024);
		});
		return took;
	}

	/** Return how long a socket takes that has the deadline as its time-out. */
	private static Duration bareTimeout(int port) throws IOException {
		long start = System.nanoTime();
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout((int) DEADLINE.toMillis());
			assertThat(socket.getInputStream().read()).isNegative();
		}
		catch (SocketTimeoutException ex) {
			// As it should be
		}
		return Duration.ofNanos(System.nanoTime() - start);
	}

}
