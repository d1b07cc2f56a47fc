package dev.healthcheck.spring.netty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for the isolated server on Reactor Netty. Run without any servlet server, and
 * with Reactor Netty's access log switched on.
 */
@Tag("netty")
@Timeout(300)
@ExtendWith(OutputCaptureExtension.class)
class NettyServerTests {

	@Test
	void noThreadIsLeftHoweverOftenAnApplicationStartsAndEnds() {
		for (int i = 0; i < 3; i++) {
			try (RunningApplication application = start()) {
				assertThat(application.probe("/actuator/info").status()).isEqualTo(200);
				assertThat(threads()).isNotEmpty();
			}
			Awaitility.await().untilAsserted(() -> assertThat(threads()).isEmpty());
		}
	}

	@Test
	void probesAreAnsweredWhenPausedAndStartedAgain() {
		try (RunningApplication application = start()) {
			application.context().stop();
			application.context().start();
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
			assertThat(application.probe("/actuator/thread").status()).isEqualTo(200);
		}
	}

	@Test
	void probesLeaveNoTraceAndOthersDo(CapturedOutput output) {
		try (RunningApplication application = start()) {
			WebFluxBeans.Seen seen = application.context().getBean(WebFluxBeans.Seen.class);
			assertThat(application.probe("/livez?x=1").status()).isEqualTo(200);
			assertThat(application.probe("/actuator/health").status()).isEqualTo(200);
			assertThat(application.probe("/actuator/info").status()).isEqualTo(200);
			Awaitility.await().until(() -> seen.observed.contains("/actuator/info"));
			Awaitility.await().until(() -> output.toString().contains("GET /actuator/info"));
			assertThat(seen.observed).doesNotContain("/livez", "/readyz");
			assertThat(seen.filtered).contains("/actuator/info").doesNotContain("/livez", "/readyz");
			assertThat(output).doesNotContain("GET /livez", "GET /readyz", "GET /actuator/health");
			assertThat(output.toString()).containsOnlyOnce("Probes and Actuator are on http://*:"
					+ application.managementPort()
					+ " (/livez, /readyz, /startupz, /actuator/health), with 8 threads of their own, 2 of them for probes alone");
		}
	}

	@Test
	void onlyTheExactPathOfAProbeIsOne() {
		try (RunningApplication application = start()) {
			for (String path : new String[] { "/livez/", "/Livez", "/livez;x=1", "/%6civez", "//livez", "/livez/.",
					"/x/../livez", "/livezz" }) {
				assertThat(application.probe(path).status()).as(path).isBetween(400, 499);
			}
			assertThat(RawHttp.get(application.port(), "/livez").status()).isEqualTo(404);
		}
	}

	@Test
	void blockingOperationsRunOnThreadsOfTheManagementServer() {
		try (RunningApplication application = start()) {
			assertThat(application.probe("/actuator/thread").body()).matches("healthcheck-http-\\d+");
			Answer written = RawHttp.ask(application.managementPort(), "POST", "/actuator/thread", "HTTP/1.1",
					"Content-Type: application/json");
			assertThat(written.body()).matches("healthcheck-http-\\d+");
			assertThat(application.probe("/actuator").body()).contains("/actuator/thread");
		}
	}

	@Test
	void whateverHangsProbesAndOtherEndpointsAreAnswered() throws Exception {
		ExecutorService askers = Executors.newCachedThreadPool();
		List<Future<Answer>> stuck = new ArrayList<>();
		CountDownLatch letGo;
		try (RunningApplication application = start()) {
			WebFluxBeans.Hanging hanging = application.context().getBean(WebFluxBeans.Hanging.class);
			letGo = hanging.letGo;
			try {
				hanging.fillBoundedElastic();
				// Blocks the event loops of the application, and threads of its filter
				for (int i = 0; i < 32; i++) {
					stuck.add(askers.submit(() -> RawHttp.get(application.port(), "/hang")));
				}
				for (int i = 0; i < 6; i++) {
					stuck.add(askers.submit(() -> application.probe("/hang")));
				}
				int loops = Math.max(Runtime.getRuntime().availableProcessors(), 4);
				Awaitility.await().until(() -> hanging.waiting.get() == loops + 6);
				for (int i = 0; i < 100; i++) {
					assertThat(application.probe("/livez").status()).isEqualTo(200);
					assertThat(application.probe("/readyz").status()).isEqualTo(200);
				}
				Answer refused = application.probe("/actuator/info");
				assertThat(refused.status()).isEqualTo(503);
				assertThat(refused.headers()).containsEntry("retry-after", "1");
			}
			finally {
				letGo.countDown();
			}
			for (Future<Answer> answer : stuck) {
				answer.get(60, TimeUnit.SECONDS);
			}
			Awaitility.await().until(() -> application.probe("/actuator/info").status() == 200);
		}
		finally {
			askers.shutdownNow();
		}
	}

	@Test
	void connectionsBeyondTheMostAreClosed() throws IOException {
		try (RunningApplication application = start("healthcheck.server.max-connections=2")) {
			try (Socket first = connect(application); Socket second = connect(application)) {
				ask(first);
				ask(second);
				try (Socket third = connect(application)) {
					assertThat(catchThrowable(() -> ask(third))).isNotNull();
				}
			}
			Awaitility.await().ignoreExceptions().until(() -> application.probe("/livez").status() == 200);
		}
	}

	@Test
	void idleConnectionIsClosedAfterTheKeepAliveTimeout() throws IOException {
		try (RunningApplication application = start("healthcheck.server.keep-alive-timeout=500ms");
				Socket socket = connect(application)) {
			ask(socket);
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
		}
	}

	private static RunningApplication start(String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("management.endpoints.web.exposure.include=health,info,thread");
		return RunningApplication.start(WebFluxBeans.class, all.toArray(String[]::new));
	}

	private static Socket connect(RunningApplication application) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), application.managementPort());
		socket.setSoTimeout(30_000);
		return socket;
	}

	private static void ask(Socket socket) throws IOException {
		socket.getOutputStream()
			.write("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
		StringBuilder answer = new StringBuilder();
		while (!answer.toString().endsWith("\r\n\r\nok")) {
			int next = socket.getInputStream().read();
			assertThat(next).as("byte after " + answer).isNotNegative();
			answer.append((char) next);
		}
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("healthcheck-http"))
			.toList();
	}

}
