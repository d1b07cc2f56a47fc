package dev.healthcheck.spring.figures;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for connections on which the head of a request drips: their time is counted in
 * all, and not from byte to byte.
 */
@Timeout(300)
@Tag("servers")
class DrippingHeadTests {

	private static final String HEAD = "GET /livez HTTP/1.1\r\nHost: localhost\r\n";

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start("healthcheck.server.connection-timeout=2s");
		Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
	}

	@AfterAll
	static void close() {
		if (application != null) {
			application.close();
		}
	}

	@Test
	void firstHeadThatDripsIsGivenUp() throws IOException {
		try (Socket socket = connect()) {
			assertGivenUpWhileDripping(socket, HEAD + "X-Drip: ");
		}
	}

	@Test
	void laterHeadThatDripsIsGivenUp() throws IOException {
		try (Socket socket = connect()) {
			ask(socket);
			assertGivenUpWhileDripping(socket, HEAD + "X-Drip: ");
		}
	}

	@Test
	void connectionThatSaysNothingIsGivenUp() throws IOException {
		try (Socket socket = connect()) {
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
		}
	}

	@Test
	void connectionThatIsIdleBetweenRequestsIsKept() throws IOException {
		try (Socket silent = connect(); Socket kept = connect()) {
			ask(kept);
			// Takes longer than the time for a head
			assertThat(silent.getInputStream().read()).isEqualTo(-1);
			ask(kept);
		}
	}

	private static Socket connect() throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), application.managementPort());
		socket.setSoTimeout(30_000);
		return socket;
	}

	private static void ask(Socket socket) throws IOException {
		write(socket, HEAD + "\r\n");
		StringBuilder answer = new StringBuilder();
		while (!answer.toString().endsWith("\r\n\r\nok")) {
			int next = socket.getInputStream().read();
			assertThat(next).as("byte after " + answer).isNotNegative();
			answer.append((char) next);
		}
	}

	private static void assertGivenUpWhileDripping(Socket socket, String head) throws IOException {
		ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
		try {
			long start = System.nanoTime();
			write(socket, head);
			var dripping = thread.scheduleWithFixedDelay(() -> drip(socket), 100, 100, TimeUnit.MILLISECONDS);
			// The first byte that is dripped on a closed connection fails
			Awaitility.await().until(dripping::isDone);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
		}
		finally {
			thread.shutdownNow();
		}
	}

	private static void drip(Socket socket) {
		try {
			write(socket, "x");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void write(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

}
