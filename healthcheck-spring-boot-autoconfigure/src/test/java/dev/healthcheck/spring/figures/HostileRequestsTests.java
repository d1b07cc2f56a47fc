package dev.healthcheck.spring.figures;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests out of a grammar of methods, paths, spellings, versions and headers, to the
 * management port over a real socket: a probe has its answer in its one spelling, no
 * other is a failure of the server, and nothing is told that is not exposed. The system
 * property {@code figures.requests} sets how many.
 */
@Timeout(3600)
@ExtendWith(OutputCaptureExtension.class)
class HostileRequestsTests {

	private static final int REQUESTS = Integer.getInteger("figures.requests", 300);

	private static final String SECRET = "hunter2-of-the-environment";

	private static final List<String> PROBES = List.of("/livez", "/readyz", "/startupz", "/actuator/health",
			"/actuator/health/readiness", "/actuator/health/liveness");

	private static final List<String> OTHERS = List.of("/", "*", "/status", "/actuator/env",
			"/actuator/env/secret.of.ours", "/actuator/heapdump", "/actuator/shutdown", "/actuator/maintenance",
			"/actuator/health/none", "/actuator/health/diskSpace", "/favicon.ico", "//", "/..;/actuator/env");

	private static final List<String> METHODS = List.of("GET", "GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE",
			"PATCH", "TRACE", "get", "FOO", "PROPFIND", "G\u00e9T");

	private static final List<String> HEADERS = List.of("Accept: application/json", "Accept: text/html",
			"Accept: nonsense", "Accept: \u00ff/\u0001", "Expect: 100-continue", "Expect: 42",
			"Origin: https://example.org", "Range: bytes=0-0", "If-None-Match: *", "If-Modified-Since: now",
			"Upgrade: h2c", "Host: other", "Content-Type: text/x", "Accept-Encoding: br;q=x", "Cookie: a=\"b; c",
			"Forwarded: for=\"[::1\"", "X-Forwarded-Prefix: /actuator/env", "X-HTTP-Method-Override: DELETE",
			"Authorization: Basic %%%", "Traceparent: 00-x", "Content-Length: 0");

	private static final Pattern STATUS = Pattern.compile("\\AHTTP/\\d\\.\\d (\\d{3}) ");

	private static RunningApplication application;

	private final Random random = new Random(20);

	@BeforeAll
	static void start() {
		application = RunningApplication.start("secret.of.ours=" + SECRET,
				"management.endpoint.env.show-values=always");
		Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
	}

	@AfterAll
	static void close() {
		application.close();
	}

	@Test
	void noRequestGetsMoreThanItShouldOrFailsTheServer(CapturedOutput output) throws IOException {
		int probed = 0;
		for (int i = 0; i < REQUESTS; i++) {
			String method = any(METHODS);
			boolean probe = this.random.nextBoolean();
			String path = any(probe ? PROBES : OTHERS);
			String spelled = spelled(path);
			List<String> headers = headers();
			String version = any(List.of("HTTP/1.0", "HTTP/1.1", "HTTP/1.1", "HTTP/2.0", "HTTP/0.9", "http/1.1", ""));
			String request = method + " " + spelled + " " + version + "\r\nHost: localhost\r\nConnection: close\r\n"
					+ String.join("", headers) + "\r\n";
			String answer = ask(request);
			Matcher status = STATUS.matcher(answer);
			int code = status.find() ? Integer.parseInt(status.group(1)) : 0;
			assertThat(code).as(request + answer).matches((each) -> each < 500 || each == 501 || each == 505);
			assertThat(answer).as(request).doesNotContain(SECRET, "propertySources");
			// A server may hang up on what is too long, and has no status for HTTP 0.9
			assertThat(code != 0 || !version.startsWith("HTTP/1.") || request.length() > 4_000).as(request).isTrue();
			boolean plain = headers.isEmpty() && version.startsWith("HTTP/1.") && spelled.equals(path);
			if (probe && plain && List.of("GET", "HEAD", "OPTIONS").contains(method)) {
				assertThat(code).as(request + answer).isEqualTo(200);
				probed++;
			}
			else if (!probe && plain && !path.equals("*")) {
				assertThat(code).as(request + answer).isBetween(400, 499);
			}
		}
		assertThat(probed).as("probes as they should be").isPositive();
		assertThat(application.probe("/readyz").status()).isEqualTo(200);
		// Servers say what they refuse; a request that fails inside them is another thing
		assertThat(output.toString()).doesNotContain("Error processing request", "500 Server Error for", SECRET);
	}

	private String spelled(String path) {
		return switch (this.random.nextInt(20)) {
			case 0 -> path + "/";
			case 1 -> "/" + path;
			case 2 -> path + ";a=b";
			case 3 -> path.replaceFirst("([a-z])", "%61");
			case 4 -> path + "%00";
			case 5 -> "/x/.." + path;
			case 6 -> path + "?" + "a=b&".repeat(this.random.nextInt(300));
			case 7 -> path.toUpperCase(Locale.ROOT);
			case 8 -> path + "%";
			case 9 -> path + "\u00ff";
			case 10 -> "http://localhost" + path;
			case 11 -> path + "x".repeat(this.random.nextInt(20_000));
			case 12 -> path + "?exclude=%0d%0aSet-Cookie:a&verbose=%ff";
			case 13 -> path.replace("/", "/./");
			case 14 -> path.replace("/", "\\");
			case 15 -> path + "%2f..%2fenv";
			default -> path;
		};
	}

	private List<String> headers() {
		List<String> headers = new ArrayList<>();
		for (int i = this.random.nextInt(8) - 4; i > 0; i--) {
			headers.add(any(HEADERS) + "\r\n");
		}
		switch (this.random.nextInt(20)) {
			case 0 -> headers.add("X-Long: " + "x".repeat(this.random.nextInt(70_000)) + "\r\n");
			case 1 -> headers.add("X-Many: x\r\n".repeat(this.random.nextInt(2_000)));
			case 2 -> headers.add("X Blank: x\r\n");
			case 3 -> headers.add("X-Folded: x\r\n y\r\n");
			case 4 -> headers.add("X-Null: \u0000\r\n");
			case 5 -> headers.add("Content-Length: -1\r\n");
			case 7 -> headers.add("Content-Length: 0\r\nContent-Length: 0\r\n");
			case 6 -> headers.add("Transfer-Encoding: x\r\n");
			default -> {
			}
		}
		return headers;
	}

	private <T> T any(List<T> choice) {
		return choice.get(this.random.nextInt(choice.size()));
	}

	private static String ask(String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), application.probePort())) {
			socket.setSoTimeout(30_000);
			StringBuilder answer = new StringBuilder();
			try {
				socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
				for (int next = socket.getInputStream().read(); next >= 0; next = socket.getInputStream().read()) {
					answer.append((char) next);
				}
			}
			catch (SocketTimeoutException ex) {
				throw ex;
			}
			catch (IOException ex) {
				// Given up while more of it came: what was said before counts
			}
			return answer.toString();
		}
	}

}
