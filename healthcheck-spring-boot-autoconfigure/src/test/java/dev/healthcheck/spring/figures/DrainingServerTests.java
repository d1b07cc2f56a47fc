package dev.healthcheck.spring.figures;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.spring.test.Closing;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.spring.test.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for an application that drains, on each server. The delay is one that would never
 * end; an interrupt ends it.
 */
@Timeout(300)
@ParameterizedClass
@EnumSource
@ExtendWith(OutputCaptureExtension.class)
class DrainingServerTests {

	private static final String FOR_EVER = "healthcheck.shutdown.drain-delay=1d";

	private final TestServer type;

	DrainingServerTests(TestServer type) {
		this.type = type;
	}

	@Test
	void whileDrainingReadinessIsRefusedAndAllElseGoesOn(CapturedOutput output) throws Exception {
		RunningApplication application = start(FOR_EVER);
		App app = application.context().getBean(App.class);
		Closing.End end = application.context().getBean(Closing.End.class);
		int port = application.port();
		try (Socket kept = connect(port);
				Socket management = connect(application.probePort());
				Closing closing = new Closing(application)) {
			assertThat(ask(kept, "/work", "")).endsWith("done").doesNotContain("connection: close");
			closing.start();
			Awaitility.await().until(() -> application.probe("/readyz").status() == 503);
			Awaitility.await().until(() -> output.toString().contains("Draining for 86400 s"));
			int ticks = app.ticks.get();
			assertThat(application.probe("/readyz").body()).isEqualTo("draining");
			assertThat(application.probe("/actuator/health/readiness").status()).isEqualTo(503);
			assertThat(application.probe("/livez").status()).isEqualTo(200);
			assertThat(ask(kept, "/work", "")).endsWith("done").contains("connection: close");
			assertThat(kept.getInputStream().read()).isEqualTo(-1);
			assertThat(RawHttp.get(port, "/nowhere").headers()).containsEntry("connection", "close");
			// Nothing of this on the management server, which is asked to the end
			assertThat(ask(management, "/livez", "")).endsWith("ok").doesNotContain("connection: close");
			Awaitility.await().until(() -> app.ticks.get() > ticks + 2);
			assertThat(end.isReached()).isFalse();
		}
		assertThat(end.wasInterrupted()).as("interrupt flag restored").isTrue();
		assertThat(output).contains("Interrupted while draining: shutting down");
	}

	@Test
	void whenSwitchedOffConnectionsAreKept() throws Exception {
		RunningApplication application = start(FOR_EVER, "healthcheck.shutdown.close-connections=false");
		try (Closing closing = new Closing(application); Socket kept = connect(application.port())) {
			closing.start();
			Awaitility.await().until(() -> application.probe("/readyz").status() == 503);
			assertThat(ask(kept, "/work", "")).endsWith("done").doesNotContain("connection: close");
			assertThat(ask(kept, "/work", "")).endsWith("done");
		}
	}

	@Test
	void connectionOfHttp2IsKept() throws Exception {
		assumeThat(this.type).as("speaks HTTP/2 by itself").isNotEqualTo(TestServer.JETTY);
		RunningApplication application = start(FOR_EVER, "server.http2.enabled=true");
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + application.port() + "/work"))
			.build();
		try (Closing closing = new Closing(application)) {
			closing.start();
			Awaitility.await().until(() -> application.probe("/readyz").status() == 503);
			for (int i = 0; i < 2; i++) {
				HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
				assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
				assertThat(answer.statusCode()).isEqualTo(200);
				assertThat(answer.headers().firstValue("connection")).isEmpty();
			}
		}
	}

	private RunningApplication start(String... properties) {
		RunningApplication application = this.type.start(App.class, properties);
		Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
		return application;
	}

	private static Socket connect(int port) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.setSoTimeout(30_000);
		return socket;
	}

	/** Head and body, all in lower case; the body ends where its length says. */
	private static String ask(Socket socket, String path, String headers) throws IOException {
		socket.getOutputStream()
			.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
				.getBytes(StandardCharsets.US_ASCII));
		InputStream input = socket.getInputStream();
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = input.read();
			assertThat(next).as("byte after " + head).isNotNegative();
			head.append(Character.toLowerCase((char) next));
		}
		String length = head.toString().split("content-length: ", -1)[1].split("\r\n", -1)[0];
		byte[] body = input.readNBytes(Integer.parseInt(length));
		return head + new String(body, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
	}

	@RestController
	@EnableScheduling
	@Configuration(proxyBeanMethods = false)
	static class App {

		private final AtomicInteger ticks = new AtomicInteger();

		private final ObjectProvider<AsyncTaskExecutor> executor;

		App(ObjectProvider<AsyncTaskExecutor> executor) {
			this.executor = executor;
		}

		@Scheduled(fixedDelay = 10)
		void tick() {
			this.ticks.incrementAndGet();
		}

		@GetMapping("/work")
		String work() throws ExecutionException, InterruptedException {
			return this.executor.stream().findFirst().orElseThrow().submit(() -> "done").get();
		}

		@Bean
		Closing.End end() {
			return new Closing.End();
		}

	}

}
