package dev.healthcheck.server;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.ProbeResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the HTTP of {@link ProbeServer}, over real sockets. In the tables a bar
 * stands for the end of a line.
 */
@Timeout(300)
class ProbeServerProtocolTests {

	private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

	private static final String GET = "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n";

	private static ProbeServer server;

	@BeforeAll
	static void start() {
		server = Servers.start(Servers.PROBES);
	}

	@AfterAll
	static void close() {
		server.close();
	}

	@ParameterizedTest
	@CsvSource({ "GET /readyz HTTP/1.1|Host: x||, 200", "HEAD /readyz HTTP/1.1|Host: x||, 200",
			"OPTIONS /readyz HTTP/1.1|Host: x||, 200", "GET /readyz HTTP/1.0||, 200", "HEAD /readyz HTTP/1.0||, 200",
			"OPTIONS /readyz HTTP/1.0||, 200", "GET /down HTTP/1.0||, 503", "HEAD /down HTTP/1.1|Host: x||, 503",
			"OPTIONS /down HTTP/1.0||, 503", "GET /readyz?a=b HTTP/1.0||, 200",
			"GET http://example.org/readyz HTTP/1.1|Host: example.org||, 200",
			"GET https://example.org/readyz?a=/ HTTP/1.1|Host: example.org||, 200",
			"GET http://example.org HTTP/1.1|Host: example.org||, 404", "||GET /readyz HTTP/1.0||, 200",
			"GET /readyz HTTP/1.1|Host: x|Expect: 100-continue|Content-Length: 3||, 200",
			"GET /readyz HTTP/1.1|Host: x|Upgrade: h2c|Connection: Upgrade||, 200", "POST /readyz HTTP/1.0||, 405",
			"DELETE /down HTTP/1.0||, 405", "get /readyz HTTP/1.0||, 405", "TRACE /readyz HTTP/1.0||, 405",
			"GET /none HTTP/1.0||, 404", "POST /none HTTP/1.0||, 404", "GET / HTTP/1.0||, 404",
			"GET /readyz/ HTTP/1.0||, 404", "GET //readyz HTTP/1.0||, 404", "GET /%72eadyz HTTP/1.0||, 404",
			"GET /readyz;a=b HTTP/1.0||, 404", "GET /x/../readyz HTTP/1.0||, 404", "OPTIONS * HTTP/1.0||, 404",
			"GET HTTP://example.org/readyz HTTP/1.1|Host: example.org||, 200",
			"OPTIONS http://example.org HTTP/1.0||, 404" })
	void wellFormedRequestHasItsStatus(String request, int status) {
		assertThat(statuses(Wire.exchange(server, lines(request)))).containsExactly(status);
	}

	@ParameterizedTest
	@CsvSource({ "GET /readyz HTTP/1.1||, 400", "GET /readyz HTTP/1.1|Host: x|Host: y||, 400",
			"GET readyz HTTP/1.0||, 400", "GET /readyz||, 400", "GET||, 400", "/readyz||, 400",
			"GET /readyz HTTP/1.1|Host: x|Content-Length: 3|Transfer-Encoding: chunked||, 400",
			"GET /read\u00e9z HTTP/1.0||, 400", "G(T /readyz HTTP/1.0||, 400", "GET /%7 HTTP/1.0||, 400",
			"GET /%zz HTTP/1.0||, 400", "GET /readyz HTTP/1.0|Content-Length: x||, 400",
			"GET /readyz HTTP/1.0|Content-Length: -1||, 400",
			"GET /readyz HTTP/1.1|Host: x|Content-Length: 1|Content-Length: 2||, 400",
			"GET /readyz HTTP/1.1|Host: x|Content-Length: 0|Content-Length: 0||, 400",
			"GET /readyz HTTP/1.0|a b: c||, 400", "GET /readyz HTTP/x.y||, 400", "GET /readyz HTTP/1.2|Host: x||, 505",
			"GET /readyz HTTP/2.0||, 505", "PRI * HTTP/2.0||SM||, 505", "GET /readyz HTTP/0.9||, 505",
			"GET * HTTP/1.0||, 400", "GET /readyz HTTP/1.0|A: b| c: d||, 400" })
	void malformedRequestHasItsStatusAndEndsTheConnection(String request, int status) {
		assertThat(statuses(Wire.exchange(server, lines(request) + GET))).containsExactly(status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "GET /readyz HTTP/1.1", "GET /readyz HTTP/1.1|", "GET /readyz HTTP/1.1|Host: x|" })
	void headThatIsCutOffEndsTheConnection(String request) {
		assertThat(statuses(Wire.exchange(server, lines(request)))).isSubsetOf(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "OPTIONS * HTTP/1.0\r\n\r\n", "OPTIONS http://x HTTP/1.1\r\nHost: x\r\n\r\n",
			"OPTIONS /any HTTP/1.0\r\n\r\n", "GET / HTTP/1.0\r\n\r\n" })
	void serverAsAWholeHasTheStatusOfTheProbeOnAllPaths(String request) {
		for (int status : new int[] { 200, 503 }) {
			ProbeHandler handler = ProbeHandler.of(List.of(Servers.probe("all", "/**", CheckStatus.UP, status),
					Servers.probe("down", "/down", CheckStatus.DOWN, 503)));
			try (ProbeServer all = Servers.start(handler)) {
				assertThat(statuses(Wire.exchange(all, request))).containsExactly(status);
			}
		}
	}

	@Test
	void linesMayEndWithALineFeedOnly() {
		assertThat(statuses(Wire.exchange(server, "GET /readyz HTTP/1.1\nHost: x\n\nGET /down HTTP/1.0\n\n")))
			.containsExactly(200, 503);
	}

	@Test
	void requestOfHttp09IsRefusedAtOnce() throws IOException {
		try (Wire wire = new Wire(server)) {
			// RFC 9112 does not define HTTP/0.9: this is a request line that is not valid
			wire.say("GET /readyz\r\n");
			assertThat(statuses(wire.hearAll())).containsExactly(400);
		}
	}

	@ParameterizedTest
	@CsvSource({ "204, false", "205, true", "304, true", "299, true" })
	void statusWithoutABodyHasNone(int status, boolean hasLength) {
		ProbeResponse response = new ProbeResponse(status, Map.of("Content-Type", "text/plain", "content-length", "9",
				"Transfer-Encoding", "chunked", "Connection", "upgrade"), new byte[] { 'o', 'k' });
		try (ProbeServer other = Servers.start((request) -> response)) {
			String answer = Wire.exchange(other, "GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
				.toLowerCase(Locale.ROOT);
			assertThat(answer).startsWith("http/1.1 " + status + " ")
				.contains("\r\nconnection: close\r\n")
				.doesNotContain("chunked", "upgrade", "length: 9");
			assertThat(answer.contains("\r\ncontent-length: ")).isEqualTo(hasLength);
			assertThat(answer.endsWith("\r\n\r\n")).isEqualTo(status != 299);
		}
	}

	@Test
	void answerIsComplete() {
		String answer = Wire.exchange(server, "GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nok");
		assertThat(answer.toLowerCase(Locale.ROOT)).contains("\r\ncontent-type: text/plain;charset=utf-8\r\n",
				"\r\ncache-control: no-store\r\n", "\r\ncontent-length: 2\r\n", "\r\nconnection: close\r\n");
		assertThat(answer.toLowerCase(Locale.ROOT)).containsPattern("\r\ndate: ..., .. ... .... ..:..:.. gmt\r\n")
			.doesNotContain("server:", "netty");
	}

	@Test
	void headHasTheHeadersOfGetAndOptionsSaysWhatIsAllowedAndNeitherHasABody() {
		String head = Wire.exchange(server, "HEAD /down HTTP/1.0\r\n\r\n").toLowerCase(Locale.ROOT);
		assertThat(head).contains("\r\ncontent-length: 4\r\n").endsWith("\r\n\r\n");
		String options = Wire.exchange(server, "OPTIONS /down HTTP/1.0\r\n\r\n").toLowerCase(Locale.ROOT);
		assertThat(options).contains("\r\nallow: get, head, options\r\n", "\r\ncontent-length: 0\r\n")
			.endsWith("\r\n\r\n");
		assertThat(Wire.exchange(server, "PUT /down HTTP/1.0\r\n\r\n").toLowerCase(Locale.ROOT))
			.contains("\r\nallow: get, head, options\r\n");
	}

	@Test
	void connectionServesManyRequests() throws IOException {
		try (Wire wire = new Wire(server)) {
			for (int i = 0; i < 100; i++) {
				wire.say(GET);
				assertThat(wire.hearOk()).contains("200");
			}
			wire.say("GET /down HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" + GET);
			assertThat(statuses(wire.hearAll())).containsExactly(503);
		}
	}

	@Test
	void connectionOfAnOldClientIsKeptOnlyIfAskedFor() throws IOException {
		try (Wire wire = new Wire(server)) {
			wire.say("GET /readyz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
			assertThat(wire.hearOk().toLowerCase(Locale.ROOT)).contains("connection: keep-alive");
			wire.say("GET /readyz HTTP/1.0\r\n\r\n");
			assertThat(statuses(wire.hearAll())).containsExactly(200);
		}
	}

	@Test
	void requestsInOnePieceAreAnsweredInTheirOrder() {
		String requests = (GET + "OPTIONS /down HTTP/1.1\r\nHost: x\r\n\r\n").repeat(500)
				+ "GET /none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
		List<Integer> statuses = statuses(Wire.exchange(server, requests));
		assertThat(statuses).hasSize(1001).endsWith(200, 503, 404);
		assertThat(statuses.subList(0, 1000)).isEqualTo(repeated(List.of(200, 503), 500));
	}

	@Test
	void requestByteByByteIsARequest() throws IOException {
		try (Wire wire = new Wire(server)) {
			for (int i = 0; i < GET.length(); i++) {
				wire.say(GET.substring(i, i + 1));
			}
			assertThat(wire.hearOk()).contains("200");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 100000", "Transfer-Encoding: chunked",
			"Content-Length: 3\r\nExpect: 100-continue" })
	void bodyIsNotWaitedForAndEndsTheConnection(String header) throws IOException {
		try (Wire wire = new Wire(server)) {
			wire.say("GET /readyz HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n");
			assertThat(statuses(wire.hearAll())).containsExactly(200);
		}
	}

	@Test
	void answerIsNotLostToABodyThatStillComesIn() throws IOException {
		for (int i = 0; i < 20; i++) {
			try (Wire wire = new Wire(server)) {
				wire.say("POST /readyz HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");
				wire.say("x".repeat(200_000));
				assertThat(statuses(wire.hearAll())).containsExactly(405);
			}
		}
	}

	private static List<Integer> repeated(List<Integer> list, int times) {
		return IntStream.range(0, times).boxed().flatMap((i) -> list.stream()).toList();
	}

	private static String lines(String bars) {
		return bars.replace("|", "\r\n");
	}

	static List<Integer> statuses(String answers) {
		return STATUS.matcher(answers).results().map((status) -> Integer.valueOf(status.group(1))).toList();
	}

}
