package dev.healthcheck.benchmarks.application;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BareThread}.
 */
class BareThreadTests {

	@ParameterizedTest
	@CsvSource({ "GET / HTTP/1.0^^, true", "GET / HTTP/1.1^Host: a^^, true", "GET / HTTP/1.1^Host: a^, false",
			"GET / HTTP/1.1, false", "'', false" })
	void readHeadWantsItWhole(String head, boolean complete) throws IOException {
		byte[] bytes = head.replace("^", "\r\n").getBytes(StandardCharsets.US_ASCII);
		assertThat(BareThread.readHead(new ByteArrayInputStream(bytes))).isEqualTo(complete);
	}

	@Test
	void respondsAndClosesAlsoAfterAClientThatSentNothing() throws IOException {
		BareThread thread = new BareThread();
		try {
			new Socket(InetAddress.getLoopbackAddress(), thread.port()).close();
			for (int i = 0; i < 2; i++) {
				try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), thread.port())) {
					socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
					String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
					assertThat(response).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nok");
				}
			}
		}
		finally {
			thread.destroy();
		}
	}

}
