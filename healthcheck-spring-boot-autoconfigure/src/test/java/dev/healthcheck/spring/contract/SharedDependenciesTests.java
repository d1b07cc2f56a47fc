package dev.healthcheck.spring.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.healthcheck.spring.checks.HealthCheck;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.test.Figures;
import dev.healthcheck.test.FreePorts;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The recipe of {@code docs/shared-dependencies.md}, run: HAProxy in front of instances
 * that share a database, which all of them lose, and then one.
 */
@Timeout(600)
class SharedDependenciesTests {

	private static final Pattern SERVERS = Pattern.compile("(\tserver app\\d .*\n)+");

	/** Instances that have lost the database. */
	private static final Set<String> cutOff = ConcurrentHashMap.newKeySet();

	private final List<RunningApplication> applications = new ArrayList<>();

	@TempDir
	private Path directory;

	@BeforeEach
	void haproxyIsInstalled() {
		assumeThat(Path.of("/usr/sbin/haproxy")).isExecutable();
	}

	@AfterEach
	void close() {
		cutOff.clear();
		this.applications.forEach(RunningApplication::close);
	}

	@Test
	void requestsThatDoNotNeedWhatAllHaveLostAreServedAndAnInstanceThatAloneHasLostItIsAvoided() throws Exception {
		start(3);
		int port = FreePorts.next();
		try (Haproxy haproxy = haproxy(port)) {
			awaitUp(haproxy, names());
			Set<String> answers = new TreeSet<>();
			cutOff.addAll(names());
			await(() -> {
				answers.add(RawHttp.ask(port, "GET", "/", "HTTP/1.1").status() + "");
				assertThat(up(haproxy)).isEmpty();
			});
			assertThat(answers).containsExactly("200");
			assertThat(bodies(port, "/", 9)).isEqualTo(names());
			cutOff.retainAll(Set.of("app1"));
			awaitUp(haproxy, Set.of("app2", "app3"));
			await(() -> assertThat(bodies(port, "/orders", 9)).containsExactly("app2", "app3"));
		}
	}

	/** Figure 31. */
	@Test
	@Tag("figures")
	void fewRequestsAreLostWhenFiveInstancesOrOneLoseTheDatabase() throws Exception {
		start(5);
		Duration duration = Duration.ofSeconds(Figures.areAsserted() ? 60 : 5);
		int port = FreePorts.next();
		try (Haproxy haproxy = haproxy(port)) {
			awaitUp(haproxy, names());
			cutOff.addAll(names());
			Clients shared = Clients.run(port, duration);
			cutOff.clear();
			awaitUp(haproxy, names());
			cutOff.add("app1");
			Clients single = Clients.run(port, duration);
			System.out.printf("Figure 31: all lost it: %s. One lost it: %s%n", shared, single);
			assertThat(shared.lostWithout.get()).isZero();
			assertThat(single.lostWithout.get()).isZero();
			// How soon the instance is out is the machine's
			if (Figures.areAsserted()) {
				assertThat(single.lostWith.get() / (double) single.with.get()).isLessThanOrEqualTo(0.02);
			}
		}
	}

	private void start(int count) throws IOException {
		for (int i = 1; i <= count; i++) {
			this.applications.add(RunningApplication.start(Orders.class, "instance=app" + i,
					"healthcheck.overrides.db.success-ttl=1s", "healthcheck.overrides.db.failure-ttl=1s",
					"spring.config.additional-location=" + Recipe.path("haproxy/shared-dependencies.yml").toUri()));
		}
	}

	private Set<String> names() {
		return IntStream.rangeClosed(1, this.applications.size())
			.mapToObj((number) -> "app" + number)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private Haproxy haproxy(int port) throws IOException {
		Path socket = this.directory.resolve("socket");
		StringBuilder servers = new StringBuilder();
		for (int i = 0; i < this.applications.size(); i++) {
			RunningApplication application = this.applications.get(i);
			servers.append("\tserver app%d 127.0.0.1:%d check port %d\n".formatted(i + 1, application.port(),
					application.probePort()));
		}
		String text = Recipe.of("haproxy/shared-dependencies.cfg")
			.with("/run/haproxy/admin.sock", socket)
			.with("bind :80", "bind 127.0.0.1:" + port)
			// A machine that does other things is not to take an instance out
			.with("timeout check 1s", Figures.areAsserted() ? "timeout check 1s" : "timeout check 30s")
			.with("lt 2", "lt " + (this.applications.size() / 2 + 1))
			.text();
		return new Haproxy(this.directory, socket, SERVERS.matcher(text).replaceAll(servers.toString()));
	}

	private static void awaitUp(Haproxy haproxy, Set<String> expected) {
		await(() -> assertThat(up(haproxy)).isEqualTo(expected));
	}

	private static Set<String> up(Haproxy haproxy) throws IOException {
		return haproxy.servers("deep", "status")
			.entrySet()
			.stream()
			.filter((server) -> server.getValue().startsWith("UP"))
			.map(Map.Entry::getKey)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> bodies(int port, String path, int requests) {
		Set<String> bodies = new TreeSet<>();
		for (int i = 0; i < requests; i++) {
			bodies.add(RawHttp.ask(port, "GET", path, "HTTP/1.1").body());
		}
		return bodies;
	}

	private static void await(ThrowingRunnable assertion) {
		// HAProxy that has not started yet has no socket
		Awaitility.await().ignoreExceptions().untilAsserted(assertion);
	}

	/**
	 * 50 requests a second, four of five of which do not need the database.
	 */
	private static final class Clients {

		private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

		private final AtomicInteger without = new AtomicInteger();

		private final AtomicInteger lostWithout = new AtomicInteger();

		private final AtomicInteger with = new AtomicInteger();

		private final AtomicInteger lostWith = new AtomicInteger();

		static Clients run(int port, Duration duration) throws InterruptedException {
			Clients clients = new Clients();
			ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
			AtomicInteger next = new AtomicInteger();
			var unused = clock.scheduleAtFixedRate(() -> {
				if (next.getAndIncrement() % 5 == 0) {
					clients.ask(port, "/orders", clients.with, clients.lostWith);
				}
				else {
					clients.ask(port, "/", clients.without, clients.lostWithout);
				}
			}, 0, 20, TimeUnit.MILLISECONDS);
			Awaitility.await().atMost(duration.plusMinutes(5)).until(() -> next.get() >= duration.toMillis() / 20);
			clock.shutdown();
			assertThat(clock.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
			return clients;
		}

		private void ask(int port, String path, AtomicInteger asked, AtomicInteger lost) {
			asked.incrementAndGet();
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
				.timeout(Duration.ofSeconds(30))
				.build();
			var unused = this.client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
				.handle((response, failure) -> (failure != null || response.statusCode() != 200)
						? lost.incrementAndGet() : 0);
		}

		@Override
		public String toString() {
			return "%s of %s requests that do not need it lost, %s of %s that do".formatted(this.lostWithout,
					this.without, this.lostWith, this.with);
		}

	}

	@RestController
	static class Orders {

		private final String instance;

		Orders(@Value("${instance}") String instance) {
			this.instance = instance;
		}

		@HealthCheck("db")
		boolean isDatabaseThere() {
			return !cutOff.contains(this.instance);
		}

		@GetMapping("/")
		String catalogue() {
			return this.instance;
		}

		@GetMapping("/orders")
		ResponseEntity<String> order() {
			return ResponseEntity.status(isDatabaseThere() ? 200 : 503).body(this.instance);
		}

	}

}
