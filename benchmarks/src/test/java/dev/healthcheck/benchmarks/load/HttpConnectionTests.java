package dev.healthcheck.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HttpConnection}.
 */
class HttpConnectionTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static HttpConnection connect(ServerSocket server, String answers) throws IOException {
		CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> {
			try (Socket socket = server.accept()) {
				socket.getOutputStream().write(answers.getBytes(StandardCharsets.US_ASCII));
				socket.shutdownOutput();
				socket.getInputStream().readAllBytes();
			}
			catch (IOException ex) {
				// The test sees what it did not get
			}
		});
		return new HttpConnection(server.getLocalPort(), TIMEOUT);
	}

	@Test
	void getReadsEachAnswerToItsEnd() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				HttpConnection connection = connect(server,
						"HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok"
								+ "HTTP/1.1 503 \r\nTransfer-Encoding: chunked\r\n\r\n3\r\nbad\r\n0\r\n\r\n"
								+ "HTTP/1.1 404 \r\nConnection: close\r\n\r\nthe rest")) {
			assertThat(connection.get("/", true, TIMEOUT)).isEqualTo(200);
			assertThat(connection.get("/", true, TIMEOUT)).isEqualTo(503);
			assertThat(connection.isOpen()).isTrue();
			assertThat(connection.get("/", true, TIMEOUT)).isEqualTo(404);
			assertThat(connection.isOpen()).isFalse();
		}
	}

	@Test
	void getWhenTheAnswerIsCutOffIsAnError() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				HttpConnection connection = connect(server, "HTTP/1.1 200 \r\nContent-Length: 20\r\n\r\nok")) {
			assertThatExceptionOfType(EOFException.class).isThrownBy(() -> connection.get("/", true, TIMEOUT));
		}
	}

}
