package dev.healthcheck.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import dev.healthcheck.probe.ProbeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestReader}. In the tables a bar stands for CR and LF.
 */
class RequestReaderTests {

	@ParameterizedTest
	@CsvSource({ "GET /readyz HTTP/1.0||, GET, /readyz, ''", "OPTIONS * HTTP/1.0||, OPTIONS, *, ''",
			"OPTIONS http://x HTTP/1.0||, OPTIONS, *, ''", "OPTIONS http://x/ HTTP/1.0||, OPTIONS, /, ''",
			"GET http://x HTTP/1.0||, GET, /, ''", "GET HTTPS://x:1/a?b HTTP/1.0||, GET, /a, b",
			"GET http://x?b=/ HTTP/1.0||, GET, /, b=/", "GET /a?b?c HTTP/1.0||, GET, /a, b?c",
			"GET  /a \t HTTP/1.0||, GET, /a, ''", "GET /%2Fa HTTP/1.0||, GET, /%2Fa, ''" })
	void requestWhenTargetIsValidHasItsPath(String text, String method, String path, String query) {
		RequestReader.ParsedRequest head = read(text).get(0);
		assertThat(head.error()).isZero();
		assertThat(head.request()).isEqualTo(new ProbeRequest(method, path, query));
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET * HTTP/1.0||", "GET http:///a HTTP/1.0||", "GET http:// HTTP/1.0||",
			"GET a HTTP/1.0||", "GET /a b HTTP/1.0||", "GET /%4 HTTP/1.0||", "GET /%g0 HTTP/1.0||", "GET /a HTTP/1||",
			"GET /a HTTP/1.00||", "GET /a http/1.0||", " GET /a HTTP/1.0||", "GET /a\u0000 HTTP/1.0||",
			"GET /a\r HTTP/1.0||", "GET /a?\u007f HTTP/1.0||", "GET /\u00e9 HTTP/1.0||", "GET /a HTTP/1.0| A: folded||",
			"GET /a HTTP/1.0|A: b| folded||", "GET /a HTTP/1.0|A : b||", "GET /a HTTP/1.0|: b||", "GET /a HTTP/1.0|A||",
			"GET /a HTTP/1.0|A: b\u0000||", "GET /a HTTP/1.0|A: b\rc||", "GET /a HTTP/1.0|Content-Length:||",
			"GET /a HTTP/1.0|Content-Length: 1, 1||", "GET /a HTTP/1.0|Content-Length: 2|Content-Length: 2||",
			"GET /a HTTP/1.0|Content-Length: 0|content-length: 0||",
			"GET /a HTTP/1.0|Content-Length: 0|Transfer-Encoding: chunked||", "GET /a HTTP/1.0|Content-Length: +1||",
			"GET /a HTTP/1.1|HOST: x|host: x||" })
	void requestWhenItCannotBeUnderstoodInOneWayIsWrong(String text) {
		assertThat(read(text)).singleElement().satisfies((head) -> {
			assertThat(head.error()).isEqualTo(400);
			assertThat(head.keepAlive()).isFalse();
		});
	}

	@ParameterizedTest
	@CsvSource({ "GET /a HTTP/1.1|Host: x||, true, false", "GET /a HTTP/1.1|Host: x|Connection: close||, false, false",
			"'GET /a HTTP/1.1|Host: x|connection: Keep-Alive , CLOSE||', false, false",
			"GET /a HTTP/1.0||, false, false", "'GET /a HTTP/1.0|Connection: x,keep-alive||', true, false",
			"GET /a HTTP/1.1|Host: x|Content-Length: 000||, true, false",
			"GET /a HTTP/1.1|Host: x|Content-Length: 99999999999999999999||, false, true",
			"GET /a HTTP/1.1|Host: x|Transfer-Encoding: chunked||, false, true" })
	void connectionWhenBodyFollowsOrClientWantsItEndsAfterTheRequest(String text, boolean keepAlive, boolean hasBody) {
		RequestReader.ParsedRequest head = read(text).get(0);
		assertThat(head.error()).isZero();
		assertThat(head.keepAlive()).isEqualTo(keepAlive);
		assertThat(head.hasBody()).isEqualTo(hasBody);
	}

	@Test
	void lineWhenItEndsWithBareLineFeedIsALine() {
		assertThat(read("\n\nGET /a HTTP/1.1\nHost: x\n\nGET /b HTTP/1.0\n\r\n"))
			.extracting(RequestReader.ParsedRequest::request)
			.containsExactly(new ProbeRequest("GET", "/a"), new ProbeRequest("GET", "/b"));
	}

	@Test
	void lineWhenItIsTheFirstAndWrongNeedsNoFurtherOne() {
		assertThat(read("GET /readyz\r\n")).singleElement()
			.extracting(RequestReader.ParsedRequest::error)
			.isEqualTo(400);
	}

	@Test
	void headWhenItIsAsLongAsItMayBeIsRead() {
		String target = "/" + "x".repeat(RequestReader.LINE - "GET / HTTP/1.0".length());
		assertThat(read("GET " + target + " HTTP/1.0||").get(0).error()).isZero();
		assertThat(read("GET " + target + "x HTTP/1.0||").get(0).error()).isEqualTo(414);
		assertThat(read("x".repeat(RequestReader.LINE + 2)).get(0).error()).isEqualTo(414);
		String header = "A: " + "x".repeat(RequestReader.HEADERS / 2 - 3) + "|";
		assertThat(read("GET / HTTP/1.0|" + header + header + "|").get(0).error()).isZero();
		assertThat(read("GET / HTTP/1.0|" + header + header + "B:||").get(0).error()).isEqualTo(431);
		assertThat(read("GET / HTTP/1.0|" + "A:|".repeat(RequestReader.HEADERS)).get(0).error()).isEqualTo(431);
	}

	@Test
	void headWhenItComesInAnyPiecesIsTheSame() {
		String text = ("GET /readyz?a=b HTTP/1.1|Host: x|Accept: */*||||HEAD /a HTTP/1.0|Connection: keep-alive||"
				+ "OPTIONS * HTTP/1.1|Host: y|Content-Length: 3||")
			.replace("|", "\r\n");
		List<RequestReader.ParsedRequest> whole = read(text);
		assertThat(whole).hasSize(3);
		RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
		for (int i = 0; i < 1000; i++) {
			assertThat(inPieces(text, random, 1 + i % 7)).isEqualTo(whole);
		}
	}

	private static List<RequestReader.ParsedRequest> inPieces(String text, RandomGenerator random, int most) {
		RequestReader reader = new RequestReader();
		List<RequestReader.ParsedRequest> heads = new ArrayList<>();
		ByteBuffer input = ByteBuffer.allocate(1024);
		int sent = 0;
		while (sent < text.length()) {
			int end = Math.min(text.length(), sent + random.nextInt(most) + 1);
			input.put(text.substring(sent, end).getBytes(StandardCharsets.ISO_8859_1)).flip();
			sent = end;
			for (RequestReader.ParsedRequest head = reader.read(input); head != null; head = reader.read(input)) {
				heads.add(head);
				reader = new RequestReader();
			}
			input.compact();
		}
		assertThat(input.position()).isZero();
		return heads;
	}

	private static List<RequestReader.ParsedRequest> read(String text) {
		ByteBuffer input = ByteBuffer.wrap(text.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
		RequestReader reader = new RequestReader();
		List<RequestReader.ParsedRequest> heads = new ArrayList<>();
		for (RequestReader.ParsedRequest head = reader.read(input); head != null; head = reader.read(input)) {
			heads.add(head);
			if (head.error() != 0) {
				break;
			}
			reader = new RequestReader();
		}
		return heads;
	}

}
