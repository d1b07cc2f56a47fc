package dev.healthcheck.spring.figures;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.test.Figures;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 12 of docs/reliability.md, bounded: connections that drip their requests byte by
 * byte.
 */
@Timeout(300)
@Tag("servers")
class SlowlorisTests {

	private static final String[] PATHS = { "/livez", "/readyz", "/actuator/health" };

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start();
		Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
	}

	@AfterAll
	static void close() {
		application.close();
	}

	@Test
	@Tag("figures")
	void aThousandDrippingHeadersCostNoProbe() throws IOException {
		assertProbesAnsweredWhileDripping("headers", 1000, 100, "GET /readyz HTTP/1.1\r\nHost: localhost\r\nX-Drip: ");
	}

	@Test
	@Tag("figures")
	void drippingBodiesThatNobodyReadsCostNoProbe() throws IOException {
		assertProbesAnsweredWhileDripping("bodies", 100, 30,
				"POST /readyz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
	}

	@Test
	@Tag("figures")
	void drippingBodiesThatMvcWouldReadCostNoProbe() throws IOException {
		assertProbesAnsweredWhileDripping("bodies to the health endpoint", 100, 30,
				"GET /actuator/health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 10", "Transfer-Encoding: chunked" })
	void aProbeIsAnsweredBeforeItsBodyHasCome(String header) {
		for (String path : PATHS) {
			long start = System.nanoTime();
			Answer answer = RawHttp.ask(application.managementPort(), "GET", path, "HTTP/1.1", header);
			// Less than the connection timeout
			Figures.assertAtMost(path, Duration.ofNanos(System.nanoTime() - start), Duration.ofSeconds(4));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.body()).isNotEmpty();
		}
	}

	private void assertProbesAnsweredWhileDripping(String what, int connections, int probes, String request)
			throws IOException {
		try (Drip drip = new Drip(application.managementPort(), connections, request)) {
			Awaitility.await().until(() -> drip.rounds.get() > 0);
			Latencies latencies = Askers.atPace(application, 1, Duration.ofMillis(100), probes, PATHS);
			Figure.print("12, %d connections drip %s".formatted(connections, what), latencies);
			assertThat(latencies.failures()).isEmpty();
			Figures.assertAtMost(what, latencies.p99(), Duration.ofSeconds(1));
		}
	}

	/**
	 * Sends one more byte on each of many connections every second, and opens a new one
	 * for each that the server has closed.
	 */
	private static final class Drip implements AutoCloseable {

		private final InetSocketAddress server;

		private final byte[] request;

		private final List<SocketChannel> connections = new ArrayList<>();

		private final AtomicInteger rounds = new AtomicInteger();

		private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

		Drip(int port, int count, String request) throws IOException {
			this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
			this.request = request.getBytes(StandardCharsets.ISO_8859_1);
			for (int i = 0; i < count; i++) {
				this.connections.add(open());
			}
			var unused = this.thread.scheduleWithFixedDelay(this::drip, 0, 1, TimeUnit.SECONDS);
		}

		private SocketChannel open() throws IOException {
			SocketChannel connection = SocketChannel.open(this.server);
			connection.write(ByteBuffer.wrap(this.request));
			return connection;
		}

		private void drip() {
			this.connections.replaceAll(this::drip);
			this.rounds.incrementAndGet();
		}

		private SocketChannel drip(SocketChannel connection) {
			try {
				connection.write(ByteBuffer.wrap(new byte[] { 'x' }));
				return connection;
			}
			catch (IOException closed) {
				return reopened(connection);
			}
		}

		private SocketChannel reopened(SocketChannel connection) {
			try {
				connection.close();
				return open();
			}
			catch (IOException refused) {
				return connection;
			}
		}

		@Override
		public void close() throws IOException {
			this.thread.shutdownNow();
			for (SocketChannel connection : this.connections) {
				connection.close();
			}
		}

	}

}
