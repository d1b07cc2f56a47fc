package dev.healthcheck.sidecar.upstream;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.protocol.ApplicationAnswer;
import dev.healthcheck.test.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link UpstreamCheck}, over real sockets.
 */
class UpstreamCheckTests {

	private static final Duration DEADLINE = Duration.ofSeconds(30);

	@Test
	void runWhenTheAnswerIs200WithJsonIsUpAndHasItEncodedAgain() throws Exception {
		assertReady("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n{ \"a\" : 1 }\n",
				"{\"a\":1}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Type: application/json;charset=utf-8", "content-type:application/health+json",
			"Content-Type: text/plain", "X: y" })
	void runWhenTheAnswerIs200LooksAtTheBodyAlone(String header) throws Exception {
		assertReady("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n{}", "{}");
	}

	@Test
	void whenTheNameIsLookedUpSlowlyTheAnswerHasAllOfItsTime() throws Exception {
		try (FakeUpstream upstream = FakeUpstream.answering("HTTP/1.1 200 OK\r\n\r\n{}")) {
			Duration deadline = Duration.ofSeconds(5);
			CheckResult result = new UpstreamCheck(upstream.url(), deadline, (host) -> {
				LockSupport.parkNanos(deadline.toNanos());
				return InetAddress.getAllByName(host);
			}).run();
			assertThat(json(result)).isEqualTo("{}");
		}
	}

	@Test
	void runWhenTheAnswerIsOfHttp10WithoutReasonIsUp() throws Exception {
		assertReady("HTTP/1.0 200\n\n{}", "{}");
	}

	@Test
	void runWhenTheAnswerIsChunkedPutsItTogether() throws Exception {
		assertReady("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
				+ "4;x=y\r\n{\"a\"\r\n00000003 \r\n:1}\r\n0\r\nTrailer: x\r\n\r\n", "{\"a\":1}");
	}

	@Test
	void runWhenInformationGoesAheadReadsTheAnswer() throws Exception {
		assertReady("HTTP/1.1 103 Early Hints\r\nContent-Length: 7\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{}", "{}");
	}

	@Test
	void runWhenTheAnswerIsCompressedUnaskedReadsIt() throws Exception {
		ByteArrayOutputStream gzip = new ByteArrayOutputStream();
		try (OutputStream out = new GZIPOutputStream(gzip)) {
			out.write("[1]".getBytes(StandardCharsets.UTF_8));
		}
		ByteArrayOutputStream zlib = new ByteArrayOutputStream();
		try (OutputStream out = new DeflaterOutputStream(zlib)) {
			out.write("[2]".getBytes(StandardCharsets.UTF_8));
		}
		assertThat(json(ask(bytes("HTTP/1.1 200 OK\r\nContent-Encoding: GZIP\r\n\r\n"), gzip.toByteArray())))
			.isEqualTo("[1]");
		assertThat(json(ask(bytes("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n"), zlib.toByteArray())))
			.isEqualTo("[2]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/json; charset=utf-8", "Application/Problem+JSON" })
	void runWhenTheAnswerIsNot200ButJsonIsDownAndHasIt(String contentType) throws Exception {
		CheckResult result = ask("HTTP/1.1 503 No\r\nContent-Type: " + contentType + "\r\n\r\n{\"db\": \"down\"}");
		assertThat(result.status()).isEqualTo(CheckStatus.DOWN);
		assertThat(json(result)).isEqualTo("{\"db\":\"down\"}");
		assertThat(answer(result).ready()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "text/plain, not yet", "application/json, not yet", "text/html, {}", "application/jsonp, {}" })
	void runWhenTheAnswerIsNeitherIsDownAndHasTheText(String contentType, String body) throws Exception {
		CheckResult result = ask("HTTP/1.1 500 No\r\nContent-Type: " + contentType + "\r\n\r\n" + body);
		assertThat(result.status()).isEqualTo(CheckStatus.DOWN);
		assertThat(answer(result).text()).isEqualTo(body);
		assertThat(answer(result).json()).isNull();
	}

	@Test
	void runWhenTheTextHasACharsetReadsItSo() throws Exception {
		CheckResult latin = ask(bytes("HTTP/1.1 500 No\r\nContent-Type: text/plain; charset=\"ISO-8859-1\"\r\n\r\n"),
				new byte[] { (byte) 0xE9 });
		assertThat(answer(latin).text()).isEqualTo("\u00e9");
		CheckResult unknown = ask("HTTP/1.1 500 No\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n\u00e9");
		assertThat(answer(unknown).text()).isEqualTo("\u00e9");
	}

	@ParameterizedTest
	@CsvSource({ "204", "304", "101" })
	void runWhenTheAnswerHasNoBodyDoesNotWaitForOne(int status) throws Exception {
		try (FakeUpstream upstream = FakeUpstream.start((self, out) -> {
			out.write(bytes("HTTP/1.1 " + status + " x\r\nContent-Length: 5\r\n\r\n"));
			self.pause(60_000);
		})) {
			CheckResult result = new UpstreamCheck(upstream.url(), DEADLINE).run();
			assertThat(answer(result).text()).isEmpty();
			assertThat(result.message()).endsWith("returned " + status);
		}
	}

	@Test
	void runWhenTheAnswerIs200WithoutJsonSaysSo() throws Exception {
		CheckResult result = ask("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\nok");
		assertThat(result.status()).isEqualTo(CheckStatus.DOWN);
		assertThat(answer(result).text()).endsWith("/ready returned 200 without JSON");
	}

	@Test
	void runWhenNobodyListensSaysSo() throws Exception {
		int port = FreePorts.next();
		CheckResult result = new UpstreamCheck("http://127.0.0.1:" + port + "/x?token=s3cret", DEADLINE).run();
		assertThat(result.status()).isEqualTo(CheckStatus.DOWN);
		assertThat(answer(result).text()).isEqualTo(result.message())
			.startsWith("http://127.0.0.1:" + port + "/x could not be requested: Connection refused");
	}

	@Test
	void runAsksForTheUrlAndTellsNothingElse() throws Exception {
		try (FakeUpstream upstream = FakeUpstream.answering("HTTP/1.1 200 OK\r\n\r\n{}")) {
			CheckResult result = new UpstreamCheck(upstream.url(), DEADLINE).run();
			assertThat(upstream.requests()).containsExactly("GET /ready?token=s3cret HTTP/1.1\nHost: 127.0.0.1:"
					+ upstream.port() + "\nUser-Agent: healthcheck\nAccept: application/json, */*;q=0.5\n"
					+ "Accept-Encoding: identity\nConnection: close\n");
			assertThat(result.message()).doesNotContain("s3cret");
			await().until(() -> upstream.open() == 0);
		}
	}

	@Test
	void runUsesNoProxy() throws Exception {
		Properties before = (Properties) System.getProperties().clone();
		try {
			String dead = Integer.toString(FreePorts.next());
			Map.of("http.proxyHost", "127.0.0.1", "http.proxyPort", dead, "socksProxyHost", "127.0.0.1",
					"socksProxyPort", dead, "http.nonProxyHosts", "")
				.forEach(System::setProperty);
			assertReady("HTTP/1.1 200 OK\r\n\r\n{}", "{}");
		}
		finally {
			System.setProperties(before);
		}
	}

	@Test
	void runWhenInterruptedEnds() throws Exception {
		try (FakeUpstream upstream = FakeUpstream.start((self, out) -> self.pause(60_000))) {
			FutureTask<CheckResult> run = new FutureTask<>(new UpstreamCheck(upstream.url(), DEADLINE)::run);
			Thread thread = new Thread(run);
			thread.start();
			await().until(() -> !upstream.requests().isEmpty());
			thread.interrupt();
			assertThatExceptionOfType(Exception.class).isThrownBy(run::get)
				.withCauseInstanceOf(InterruptedException.class);
		}
	}

	private static void assertReady(String answer, String json) throws Exception {
		CheckResult result = ask(answer);
		assertThat(result.message()).contains("returned 200");
		assertThat(result.status()).isEqualTo(CheckStatus.UP);
		assertThat(answer(result).ready()).isTrue();
		assertThat(json(result)).isEqualTo(json);
	}

	private static CheckResult ask(String answer) throws Exception {
		return ask(bytes(answer));
	}

	private static CheckResult ask(byte[]... answer) throws Exception {
		try (FakeUpstream upstream = FakeUpstream.answering(answer)) {
			Callable<CheckResult> check = new UpstreamCheck(upstream.url(), DEADLINE)::run;
			return check.call();
		}
	}

	private static ApplicationAnswer answer(CheckResult result) {
		assertThat(result.source()).isInstanceOf(ApplicationAnswer.class);
		return (ApplicationAnswer) Objects.requireNonNull(result.source());
	}

	private static String json(CheckResult result) {
		byte[] json = answer(result).json();
		assertThat(json).isNotNull();
		return new String(Objects.requireNonNull(json), StandardCharsets.UTF_8);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
