package dev.healthcheck.spring.contract;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import dev.healthcheck.spring.checks.HealthCheck;
import dev.healthcheck.spring.server.ProbeServerLifecycle;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.test.FreePorts;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The recipes of {@code docs/load-balancers} that can be run here, run: HAProxy, nginx,
 * monit and Nagios' check_http in front of two applications, one of which is taken out in
 * each way.
 */
@Timeout(300)
class RecipesEndToEndTests {

	private static final List<String> HAPROXY = List.of("options", "get", "disable-on-404", "agent");

	/** Instances whose requests fail. */
	private static final Set<String> failing = ConcurrentHashMap.newKeySet();

	@TempDir
	private static Path directory;

	private static RunningApplication app1;

	private static RunningApplication app2;

	@BeforeAll
	static void start() throws IOException {
		app1 = start("app1", "haproxy/agent.yml");
		app2 = start("app2", "haproxy/agent.yml", "haproxy/disable-on-404.yml", "monitors/application.yml");
	}

	@AfterAll
	static void close() {
		app2.close();
		app1.close();
	}

	private static RunningApplication start(String name, String... recipes) throws IOException {
		TreeSet<String> locations = new TreeSet<>();
		for (String recipe : recipes) {
			locations.add(Recipe.path(recipe).toUri().toString());
		}
		return RunningApplication.start(Orders.class, "instance=" + name, "healthcheck.agent.port=0",
				"healthcheck.overrides.stock.success-ttl=500ms",
				"spring.config.additional-location=" + String.join(",", locations));
	}

	@Test
	void haproxyMonitAndNagiosSeeWhatTheirTablesSay() throws Exception {
		assumeThat(Path.of("/usr/sbin/haproxy")).isExecutable();
		assumeThat(Path.of("/usr/bin/monit")).isExecutable();
		assumeThat(CheckHttp.isInstalled()).isTrue();
		Map<String, RunningHaproxy> haproxies = new LinkedHashMap<>();
		Recipe monitRecipe = Recipe.of("monit/orders")
			.with("address 10.0.0.11", "address 127.0.0.1")
			.with("port 18080", "port " + app2.probePort());
		try (Monit monit = new Monit(directory, Set.of("orders", "orders-ready"), monitRecipe.text())) {
			for (String recipe : HAPROXY) {
				haproxies.put(recipe, RunningHaproxy.start(recipe));
			}
			List<String> up = List.of("UP", "UP", "UP", "UP");
			assertSeen(haproxies, monit, up, true, true, 0, 0);
			AvailabilityChangeEvent.publish(app2.context(), ReadinessState.REFUSING_TRAFFIC);
			assertSeen(haproxies, monit, List.of("DOWN", "DOWN", "NOLB", "NOLB"), true, false, 1, 2);
			AvailabilityChangeEvent.publish(app2.context(), ReadinessState.ACCEPTING_TRAFFIC);
			assertSeen(haproxies, monit, up, true, true, 0, 0);
			Files.createFile(app2.maintenanceFile());
			assertSeen(haproxies, monit, List.of("DOWN", "DOWN", "NOLB", "MAINT"), true, false, 1, 2);
			Files.delete(app2.maintenanceFile());
			assertSeen(haproxies, monit, up, true, true, 0, 0);
			// Not in readiness
			app2.context().getBean(Orders.class).inStock = false;
			assertSeen(haproxies, monit, up, false, true, 2, 0);
			app2.close();
			assertSeen(haproxies, monit, List.of("DOWN", "DOWN", "DOWN", "DOWN"), false, false, 2, 2);
		}
		finally {
			for (RunningHaproxy haproxy : haproxies.values()) {
				haproxy.process().close();
			}
		}
	}

	private static void assertSeen(Map<String, RunningHaproxy> haproxies, Monit monit, List<String> app2States,
			boolean healthy, boolean ready, int healthExit, int readyExit) throws IOException, InterruptedException {
		for (String recipe : HAPROXY) {
			String state = app2States.get(HAPROXY.indexOf(recipe));
			RunningHaproxy haproxy = haproxies.get(recipe);
			await(() -> assertThat(haproxy.process().servers("orders", "status")).as(recipe)
				.isEqualTo(Map.of("app1", "UP", "app2", state)));
			// What it says, and what it does
			assertThat(answers(haproxy.port(), "GET", 6)).as(recipe)
				.isEqualTo(state.equals("UP") ? Set.of("200 app1", "200 app2") : Set.of("200 app1"));
		}
		await(() -> assertThat(monit.states()).isEqualTo(Map.of("orders", healthy, "orders-ready", ready)));
		assertThat(CheckHttp.run(directory, "check_orders_health", app2.probePort(), "/monitor")).isEqualTo(healthExit);
		assertThat(CheckHttp.run(directory, "check_orders_ready", app2.probePort(), "/readyz")).isEqualTo(readyExit);
	}

	@Test
	void nginxLosesNoRequestOfAServerThatFailsIsTakenOutOrEnds() throws Exception {
		assumeThat(Path.of("/usr/sbin/nginx")).isExecutable();
		RunningApplication ending = start("ending");
		Recipe recipe = Recipe.of("nginx/orders.conf")
			.with("10.0.0.11:8080", "127.0.0.1:" + app1.port())
			.with("10.0.0.12:8080", "127.0.0.1:" + ending.port());
		int port = FreePorts.next();
		recipe = recipe.with("listen 80;", "listen 127.0.0.1:" + port + ";");
		try (ending; Nginx nginx = new Nginx(Files.createDirectory(directory.resolve("nginx")), port, recipe.text())) {
			Set<String> both = Set.of("200 app1", "200 ending");
			Set<String> one = Set.of("200 app1");
			await(() -> assertThat(answers(port, "GET", 6)).isEqualTo(both));
			failing.add("ending");
			assertThat(answers(port, "GET", 20)).isEqualTo(one);
			failing.remove("ending");
			await(() -> assertThat(answers(port, "GET", 6)).isEqualTo(both));
			// It asks for no health: what is in maintenance is taken out by hand
			Files.createFile(ending.maintenanceFile());
			await(() -> assertThat(ending.probe("/readyz").status()).isEqualTo(503));
			assertThat(answers(port, "GET", 6)).isEqualTo(both);
			String server = "127.0.0.1:" + ending.port();
			nginx.reload(recipe.with(server + " ", server + " down ").text());
			// The processes with the old configuration go on for a moment
			await(() -> {
				assertThat(answers(port, "GET", 20)).isEqualTo(one);
				assertThat(answers(port, "POST", 20)).isEqualTo(one);
			});
			// As the recipe has it: down first, and then it may end
			Set<String> meanwhile = ConcurrentHashMap.newKeySet();
			Thread closing = new Thread(ending::close);
			closing.start();
			while (closing.isAlive()) {
				meanwhile.addAll(answers(port, "GET", 1));
				meanwhile.addAll(answers(port, "POST", 1));
			}
			assertThat(one).containsAll(meanwhile);
			nginx.reload(recipe.text());
			await(() -> assertThat(answers(port, "GET", 20)).isEqualTo(one));
			assertThat(answers(port, "POST", 20)).isEqualTo(one);
		}
	}

	private static Set<String> answers(int port, String method, int requests) {
		Set<String> answers = new TreeSet<>();
		for (int i = 0; i < requests; i++) {
			RawHttp.Answer answer = RawHttp.ask(port, method, "/", "HTTP/1.1");
			answers.add(answer.status() + " " + answer.body());
		}
		return answers;
	}

	private static void await(ThrowingRunnable assertion) {
		// A program that has not started yet has no socket
		Awaitility.await().ignoreExceptions().untilAsserted(assertion);
	}

	/**
	 * HAProxy in front of both applications.
	 *
	 * @param process it
	 * @param port where clients connect
	 */
	private record RunningHaproxy(Haproxy process, int port) {

		static RunningHaproxy start(String recipe) throws IOException {
			Path own = Files.createDirectory(directory.resolve(recipe));
			int port = FreePorts.next();
			Recipe configuration = Recipe.of("haproxy/" + recipe + ".cfg")
				.with("/run/haproxy/admin.sock", own.resolve("socket"))
				.with("bind :80", "bind 127.0.0.1:" + port);
			configuration = server(configuration, "10.0.0.11", app1);
			String text = server(configuration, "10.0.0.12", app2).text();
			return new RunningHaproxy(new Haproxy(own, own.resolve("socket"), text), port);
		}

		private static Recipe server(Recipe configuration, String address, RunningApplication application) {
			String server = "127.0.0.1:" + application.port() + " check port " + application.probePort();
			String agent = " agent-check agent-port ";
			if (configuration.text().contains(agent)) {
				InetSocketAddress listening = application.context().getBean(ProbeServerLifecycle.class).agentAddress();
				return configuration.with(address + ":8080 check port 18080" + agent + 5555,
						server + agent + Objects.requireNonNull(listening).getPort());
			}
			return configuration.with(address + ":8080 check port 18080", server);
		}

	}

	@RestController
	static class Orders {

		private final String instance;

		private volatile boolean inStock = true;

		Orders(@Value("${instance}") String instance) {
			this.instance = instance;
		}

		@HealthCheck("stock")
		boolean isInStock() {
			return this.inStock;
		}

		@RequestMapping("/")
		ResponseEntity<String> order() {
			return ResponseEntity.status(failing.contains(this.instance) ? 503 : 200).body(this.instance);
		}

	}

}
