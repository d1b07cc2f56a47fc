package dev.healthcheck.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.healthcheck.probe.ProbeResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ResponseEncoder}.
 */
class ResponseEncoderTests {

	private Instant now = Instant.parse("2024-02-29T23:59:59.5Z");

	private final ResponseEncoder encoder = new ResponseEncoder(() -> this.now);

	@Test
	void responseThatIsSentAgainIsEncodedOncePerSecond() {
		ProbeResponse response = Servers.text("ok");
		List<ByteBuffer> first = encode(response, "GET", true);
		// Sending the bytes reads them to their end
		first.get(0).position(first.get(0).limit());
		this.now = this.now.plusMillis(499);
		List<ByteBuffer> again = encode(response, "GET", true);
		assertThat(again.get(0).array()).isSameAs(first.get(0).array());
		assertThat(text(again)).startsWith("HTTP/1.1 200 OK\r\n")
			.contains("\r\ndate: Thu, 29 Feb 2024 23:59:59 GMT\r\n")
			.endsWith("\r\n\r\nok");
		this.now = this.now.plusMillis(1);
		assertThat(text(encode(response, "GET", true))).contains("\r\ndate: Fri, 01 Mar 2024 00:00:00 GMT\r\n");
	}

	@Test
	void responseHasTheBytesOfItsMethodAndConnection() {
		ProbeResponse response = Servers.text("ok");
		for (int i = 0; i < 2; i++) {
			assertThat(text(encode(response, "GET", true))).contains("connection: keep-alive").endsWith("\r\n\r\nok");
			assertThat(text(encode(response, "GET", false))).contains("connection: close").endsWith("\r\n\r\nok");
			assertThat(text(encode(response, "HEAD", true))).contains("connection: keep-alive", "content-length: 2")
				.endsWith("\r\n\r\n");
			assertThat(text(encode(response, "HEAD", false))).contains("connection: close").endsWith("\r\n\r\n");
		}
	}

	@Test
	void largeBodyIsNotCopied() {
		ProbeResponse response = Servers.text("x".repeat(5000));
		for (int i = 0; i < 2; i++) {
			List<ByteBuffer> bytes = encode(response, "GET", true);
			assertThat(bytes).hasSize(2);
			assertThat(bytes.get(1).isReadOnly()).isTrue();
			assertThat(text(bytes)).contains("content-length: 5000").endsWith("\r\n\r\n" + "x".repeat(5000));
			assertThat(encode(response, "HEAD", true)).hasSize(1);
		}
	}

	@Test
	void manyResponsesAreNotMixedUp() {
		List<ProbeResponse> responses = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			responses.add(Servers.text("body" + i));
		}
		for (int i = 0; i < 1000; i++) {
			assertThat(text(encode(responses.get(i * 7 % 100), "GET", true))).endsWith("\r\n\r\nbody" + i * 7 % 100);
		}
	}

	@Test
	void responseThatIsNotValidIsRefusedEachTime() {
		ProbeResponse response = new ProbeResponse(200, Map.of("a b", "c"), new byte[0]);
		for (int i = 0; i < 2; i++) {
			assertThatIllegalArgumentException().isThrownBy(() -> encode(response, "GET", true))
				.withMessageContaining("'a b'");
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> encode(new ProbeResponse(600, Map.of(), new byte[0]), "GET", true));
	}

	private List<ByteBuffer> encode(ProbeResponse response, String method, boolean keepAlive) {
		List<ByteBuffer> bytes = new ArrayList<>();
		this.encoder.encode(response, method, keepAlive, bytes::add);
		return bytes;
	}

	private static String text(List<ByteBuffer> bytes) {
		StringBuilder text = new StringBuilder();
		bytes.forEach((part) -> text.append(StandardCharsets.ISO_8859_1.decode(part.duplicate())));
		return text.toString();
	}

}
