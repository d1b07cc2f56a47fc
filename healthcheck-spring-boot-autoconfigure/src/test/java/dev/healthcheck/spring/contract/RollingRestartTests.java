package dev.healthcheck.spring.contract;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.spring.test.Closing;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.test.FreePorts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Figure 15 of docs/reliability.md, the bounded form: each of two applications behind
 * HAProxy is restarted once. Each drains until HAProxy has noticed; the full form,
 * {@code benchmarks/run --scenario drain}, has delays.
 */
@Timeout(300)
class RollingRestartTests {

	private static final String CONFIGURATION = """
			global
				stats socket %s mode 600 level user
			defaults
				mode http
				timeout connect 2s
				timeout client 30s
				timeout server 30s
			frontend clients
				bind 127.0.0.1:%d
				default_backend app
			backend app
				option httpchk GET /readyz
				http-check disable-on-404
				default-server check inter 200ms fall 3 rise 1
			""";

	private final AtomicInteger good = new AtomicInteger();

	private final Queue<String> lost = new ConcurrentLinkedQueue<>();

	@TempDir
	private Path directory;

	@BeforeEach
	void haproxyIsInstalled() {
		assumeThat(Files.isExecutable(Path.of("/usr/sbin/haproxy"))).isTrue();
	}

	@Test
	void noRequestIsLost() throws Exception {
		int[] ports = FreePorts.next(5);
		String servers = "\tserver one 127.0.0.1:%d port %d%n\tserver two 127.0.0.1:%d port %d%n".formatted(ports[1],
				ports[2], ports[3], ports[4]);
		List<RunningApplication> applications = new ArrayList<>();
		ScheduledExecutorService clients = Executors.newSingleThreadScheduledExecutor();
		Path socket = this.directory.resolve("haproxy.socket");
		try (Haproxy haproxy = new Haproxy(this.directory, socket,
				CONFIGURATION.formatted(socket, ports[0]) + servers)) {
			applications.add(start(ports[1], ports[2]));
			applications.add(start(ports[3], ports[4]));
			awaitState(haproxy, "one", "UP");
			awaitState(haproxy, "two", "UP");
			HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports[0] + "/work"))
				.timeout(Duration.ofSeconds(30))
				.build();
			var unused = clients.scheduleAtFixedRate(() -> ask(client, request), 0, 10, TimeUnit.MILLISECONDS);
			for (int i = 0; i < 2; i++) {
				String name = (i == 0) ? "one" : "two";
				try (Closing closing = new Closing(applications.get(i))) {
					closing.start();
					awaitState(haproxy, name, "NOLB");
					// Requests that were sent before: in production the delay is for them
					await(haproxy, name, "scur", "0");
				}
				applications.set(i, start(ports[2 * i + 1], ports[2 * i + 2]));
				awaitState(haproxy, name, "UP");
			}
			int before = this.good.get();
			Awaitility.await().until(() -> this.good.get() > before + 50);
			clients.shutdown();
			assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
			assertThat(this.lost).as("lost, besides " + this.good + " answers").isEmpty();
		}
		finally {
			clients.shutdownNow();
			for (RunningApplication application : applications) {
				new Closing(application).close();
			}
		}
	}

	private void ask(HttpClient client, HttpRequest request) {
		var unused = client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).handle((answer, failure) -> {
			if (failure == null && answer.statusCode() == 200) {
				return this.good.incrementAndGet();
			}
			return this.lost.add((failure != null) ? failure.toString() : "" + answer.statusCode());
		});
	}

	private static void awaitState(Haproxy haproxy, String server, String state) {
		await(haproxy, server, "status", state);
	}

	private static void await(Haproxy haproxy, String server, String column, String prefix) {
		Awaitility.await().ignoreExceptions().until(() -> {
			Map<String, String> servers = haproxy.servers("app", column);
			return servers.getOrDefault(server, "").startsWith(prefix);
		});
	}

	private static RunningApplication start(int port, int managementPort) {
		return RunningApplication.start(App.class, "server.port=" + port, "healthcheck.server.port=" + managementPort,
				"healthcheck.load-balancer=haproxy", "healthcheck.shutdown.drain-delay=1d");
	}

	@RestController
	@Configuration(proxyBeanMethods = false)
	static class App {

		@GetMapping("/work")
		String work() {
			return "done";
		}

		@Bean
		Closing.End end() {
			return new Closing.End();
		}

	}

}
