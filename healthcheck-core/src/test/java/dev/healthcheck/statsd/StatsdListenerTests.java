package dev.healthcheck.statsd;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

import dev.healthcheck.CapturedLog;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StatsdListener}, over real sockets.
 */
@Timeout(300)
class StatsdListenerTests {

	private static final Duration PAUSE = Duration.ofMillis(20);

	private static final Duration FOR_EVER = Duration.ofHours(1);

	private final CapturedLog log = CapturedLog.of(StatsdListener.class);

	private final List<AutoCloseable> opened = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable each : this.opened) {
			each.close();
		}
		this.log.close();
	}

	private StatsdListener listener(StatsdSettings settings, Duration pause) {
		StatsdListener listener = new StatsdListener(settings, DaemonThreadFactory.inheriting(), pause,
				System::nanoTime);
		this.opened.add(listener);
		return listener;
	}

	private StatsdListener started() throws IOException {
		return started(new StatsdSettings("localhost", 0, StatsdSettings.DEFAULT_GAUGES, null), PAUSE);
	}

	private StatsdListener started(StatsdSettings settings, Duration pause) throws IOException {
		StatsdListener listener = listener(settings, pause);
		listener.start();
		return listener;
	}

	private UdpSender sender(StatsdListener listener) {
		UdpSender sender = UdpSender.to(listener);
		this.opened.add(sender);
		return sender;
	}

	private static StatsdSettings settings(String host, @Nullable Duration expiry) {
		return new StatsdSettings(host, 0, Set.of("workers", "gunicorn.workers"), expiry);
	}

	// Each attempt makes a text of its own of the same reason
	private static void awaitAttempt(StatsdListener listener) {
		int last = System.identityHashCode(listener.problem());
		await().until(() -> System.identityHashCode(listener.problem()) != last);
	}

	private static ConditionFactory await() {
		return Awaitility.await().pollInterval(Duration.ofMillis(5));
	}

	private static void awaitWorkers(StatsdListener listener, long workers) {
		await().until(() -> listener.statistics().workers() == workers);
	}

	private static void breakSocket(StatsdListener listener) {
		Objects.requireNonNull(listener.receiver()).socket.close();
	}

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("healthcheck-statsd"))
			.toList();
	}

	@Test
	void listenerAddsUpWhatSourcesSay() throws IOException {
		StatsdListener listener = started();
		UdpSender one = sender(listener);
		UdpSender two = sender(listener);
		one.send("workers:2|g");
		two.send("workers:3|g|@1.0|#a:b");
		awaitWorkers(listener, 5);
		two.send("workers:0|g");
		awaitWorkers(listener, 2);
		one.send("workers:+2|g\ngunicorn.workers:1|g\n");
		awaitWorkers(listener, 5);
		assertThat(listener.statistics().counts()).isEqualTo(2);
		assertThat(listener.statistics().datagrams()).isEqualTo(4);
		assertThat(listener.problem()).isNull();
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void listenerWhenDatagramsAreHostileGoesOn() throws IOException {
		StatsdListener listener = started();
		UdpSender sender = sender(listener);
		sender.send("");
		sender.send("workers:1_0|g");
		sender.send("workers:-1|g");
		sender.send(new byte[] { (byte) 0xff, (byte) 0xfe, 0 });
		sender.send("workers:5|g\n" + "x".repeat(9300));
		sender.send("workers:6|g\n" + "x".repeat(65_000));
		sender.send("workers:4|g");
		awaitWorkers(listener, 4);
		assertThat(listener.statistics().lines())
			.containsOnlyKeys(StatsdOutcome.INVALID_VALUE, StatsdOutcome.OUT_OF_RANGE, StatsdOutcome.MALFORMED,
					StatsdOutcome.TOO_LONG, StatsdOutcome.COUNTED)
			.containsEntry(StatsdOutcome.TOO_LONG, 2L);
	}

	@Test
	void startWhenPortIsTakenNamesHostAndPort() throws IOException {
		try (DatagramSocket other = new DatagramSocket(0, InetAddress.getByName("localhost"))) {
			int port = other.getLocalPort();
			StatsdListener listener = listener(
					new StatsdSettings("localhost", port, StatsdSettings.DEFAULT_GAUGES, null), PAUSE);
			assertThatExceptionOfType(BindException.class).isThrownBy(listener::start)
				.withMessageContaining("StatsD cannot listen on localhost:" + port + ": ")
				.withCauseInstanceOf(BindException.class);
			assertThat(listener.isRunning()).isFalse();
			assertThat(threads()).isEmpty();
			other.close();
			listener.start();
			assertThat(listener.address()).isEqualTo(new InetSocketAddress(InetAddress.getByName("localhost"), port));
		}
	}

	@Test
	void startWhenHostIsUnknownNamesIt() {
		assertThatExceptionOfType(UnknownHostException.class)
			.isThrownBy(
					() -> started(new StatsdSettings("not a host", 8125, StatsdSettings.DEFAULT_GAUGES, null), PAUSE))
			.withMessage("StatsD cannot listen on not a host:8125: unknown host");
	}

	@Test
	void listenerWhenItsSocketIsClosedOpensAnotherAndKeepsItsCounts() throws IOException {
		StatsdListener listener = started();
		InetSocketAddress address = listener.address();
		UdpSender sender = sender(listener);
		sender.send("workers:2|g");
		awaitWorkers(listener, 2);
		breakSocket(listener);
		await().until(() -> this.log.lines().size() == 2);
		assertThat(this.log.lines()).satisfiesExactly(
				(line) -> assertThat(line).startsWith("WARNING StatsD listener on ")
					.contains(":" + sender.target() + " failed"),
				(line) -> assertThat(line).startsWith("INFO StatsD listener on ").endsWith(" is open again"));
		assertThat(listener.problem()).isNull();
		assertThat(listener.address()).isEqualTo(address);
		assertThat(listener.statistics().workers()).isEqualTo(2);
		sender.send("workers:+1|g");
		awaitWorkers(listener, 3);
	}

	@Test
	void whenThereIsNoMemoryForADatagramNorTheLogItListensAgain() throws IOException {
		AtomicBoolean full = new AtomicBoolean();
		StatsdListener listener = new StatsdListener(settings("localhost", FOR_EVER), DaemonThreadFactory.inheriting(),
				PAUSE, () -> {
					if (full.get()) {
						throw new OutOfMemoryError("on purpose");
					}
					return System.nanoTime();
				});
		this.opened.add(listener);
		listener.start();
		Logger logger = Logger.getLogger(StatsdListener.class.getName());
		logger.setFilter((line) -> {
			throw new OutOfMemoryError("on purpose");
		});
		UdpSender sender = sender(listener);
		try {
			full.set(true);
			sender.send("workers:1|g");
			await().until(() -> listener.problem() != null);
			full.set(false);
		}
		finally {
			logger.setFilter(null);
		}
		await().until(() -> listener.problem() == null);
		sender.send("workers:2|g");
		awaitWorkers(listener, 2);
	}

	@Test
	void listenerWhenItsPortIsTakenMeanwhileTriesAgainAndSaysSoOnce() throws IOException {
		StatsdListener listener = started();
		InetSocketAddress address = Objects.requireNonNull(listener.address());
		DatagramSocket[] other = new DatagramSocket[1];
		await().ignoreException(BindException.class).until(() -> {
			breakSocket(listener);
			other[0] = new DatagramSocket(address);
			return true;
		});
		this.opened.add(other[0]);
		await().until(() -> String.valueOf(listener.problem()).contains("in use"));
		assertThat(listener.problem()).startsWith("StatsD listener on 127.0.0.1:" + address.getPort() + " failed: ");
		assertThat(listener.isRunning()).isTrue();
		List<String> lines = this.log.lines();
		awaitAttempt(listener);
		awaitAttempt(listener);
		other[0].close();
		await().until(() -> listener.problem() == null && this.log.lines().size() > lines.size());
		assertThat(this.log.lines()).hasSize(lines.size() + 1)
			.last()
			.asString()
			.startsWith("INFO StatsD listener on ")
			.endsWith(" is open again");
		sender(listener).send("workers:1|g");
		awaitWorkers(listener, 1);
	}

	@Test
	void stopWhenSocketHasFailedDoesNotWaitForThePause() throws IOException {
		StatsdListener listener = started(new StatsdSettings("localhost", 0, StatsdSettings.DEFAULT_GAUGES, null),
				FOR_EVER);
		Thread thread = threads().get(0);
		breakSocket(listener);
		await().until(() -> listener.problem() != null);
		listener.stop();
		await().until(() -> !thread.isAlive());
		assertThat(this.log.lines()).hasSize(1);
	}

	@Test
	void stopFreesThePortAndEndsTheThread() throws IOException {
		StatsdListener listener = started();
		InetSocketAddress address = Objects.requireNonNull(listener.address());
		assertThat(threads()).hasSize(1).allMatch(Thread::isDaemon);
		listener.stop();
		listener.stop();
		assertThat(threads()).isEmpty();
		new DatagramSocket(address).close();
		assertThat(listener.isRunning()).isFalse();
		assertThat(listener.address()).isNull();
		assertThat(listener.problem()).isEqualTo("StatsD listener is stopped");
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void startWhenStoppedListensAgainWithTheCountsItHad() throws IOException {
		StatsdListener listener = started();
		listener.start();
		assertThat(threads()).hasSize(1);
		sender(listener).send("workers:2|g");
		awaitWorkers(listener, 2);
		listener.stop();
		listener.start();
		sender(listener).send("workers:1|g");
		awaitWorkers(listener, 3);
	}

	@Test
	void countsExpireWhenNothingIsHeard() throws IOException {
		StatsdListener listener = started(settings("localhost", Duration.ofMillis(50)), PAUSE);
		sender(listener).send("workers:1|g");
		await().until(() -> listener.statistics().lines().containsKey(StatsdOutcome.COUNTED));
		awaitWorkers(listener, 0);
	}

	@Test
	void startWhenGaugeOfGunicornExpiresWarns() throws IOException {
		started(settings("localhost", Duration.ofHours(1)), PAUSE);
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("WARNING gunicorn reports its number of workers only when it changes: with an expiry of PT1H");
	}

	@Test
	void startWhenOtherHostsCanSendWarns() throws IOException {
		StatsdListener open = started(settings("0.0.0.0", null), PAUSE);
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("WARNING StatsD listens on *:" + Objects.requireNonNull(open.address()).getPort());
		sender(open).send("workers:1|g");
		awaitWorkers(open, 1);
	}

}
