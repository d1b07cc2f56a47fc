package dev.healthcheck.sample;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.healthcheck.statsd.StatsdListener;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * The dashboard and the alert rules, asked of a real Prometheus that scrapes the sample
 * application.
 */
class PrometheusEndToEndTests {

	private static final Optional<Path> PROGRAM = Prometheus.program("prometheus");

	private static final String JOB = "orders";

	private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

	private static final HttpClient http = HttpClient.newHttpClient();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path directory;

	@SuppressWarnings("NullAway.Init")
	private static ConfigurableApplicationContext application;

	@SuppressWarnings("NullAway.Init")
	private static Prometheus prometheus;

	@BeforeAll
	static void start() throws IOException {
		if (PROGRAM.isEmpty()) {
			System.out.println("SKIPPED: PrometheusEndToEndTests: " + Prometheus.MISSING);
		}
		assumeThat(PROGRAM).as(Prometheus.MISSING).isPresent();
		application = SpringApplication.run(SampleApplication.class, "--server.port=0", "--healthcheck.server.port=0",
				"--healthcheck.workers.directory=" + directory, "--healthcheck.checks.success-ttl=500ms",
				"--healthcheck.maintenance.file=" + directory.resolve(".maintenance"),
				"--healthcheck.statsd.enabled=true", "--healthcheck.statsd.port=0");
		prometheus = Prometheus.start(PROGRAM.orElseThrow(), directory, JOB, port("server"));
	}

	@AfterAll
	static void stop() throws InterruptedException {
		try {
			if (prometheus != null) {
				prometheus.close();
			}
		}
		finally {
			if (application != null) {
				application.close();
			}
		}
	}

	@Test
	void everyQueryOfTheDashboardReturnsNumbers() throws IOException {
		Map<String, String> queries = Observability.queries();
		assertThat(queries).hasSizeGreaterThan(30);
		// Rates need two scrapes, between which something has happened
		waiting().untilAsserted(() -> {
			probe();
			tellWorkers();
			assertThat(unanswered(queries)).isEmpty();
		});
	}

	@Test
	void everyVariableOfTheDashboardHasValues() throws IOException {
		List<String> variables = new ArrayList<>();
		for (JsonNode variable : Observability.dashboard().get("templating").get("list")) {
			if (variable.get("type").stringValue().equals("query")) {
				variables.add(variable.get("definition").stringValue());
			}
		}
		assertThat(variables).hasSize(3).allSatisfy((variable) -> assertThat(variable).matches(LABEL_VALUES));
		waiting().untilAsserted(() -> assertThat(variables).allSatisfy((variable) -> {
			var parts = LABEL_VALUES.matcher(variable).results().findFirst().orElseThrow();
			assertThat(prometheus.query("count by (" + parts.group(2) + ") (" + substituted(parts.group(1)) + ")"))
				.isNotEmpty()
				.allMatch((sample) -> sample.get("metric").has(parts.group(2)));
		}));
	}

	@Test
	void everyAlertIsEvaluatedAndSelectsWhatIsThere() throws Exception {
		Map<String, List<String>> selectors = Observability.selectors();
		waiting().untilAsserted(() -> {
			for (Map.Entry<String, List<String>> alert : selectors.entrySet()) {
				assertThat(alert.getValue()).as(alert.getKey()).isNotEmpty();
				for (String selector : alert.getValue()) {
					assertThat(prometheus.query(selector)).as(alert.getKey() + ": " + selector).isNotEmpty();
				}
			}
			JsonNode rules = prometheus.api("rules").get("groups").get(0).get("rules");
			assertThat(rules).hasSameSizeAs(selectors.keySet())
				.allSatisfy((rule) -> assertThat(rule.get("health").stringValue()).as(rule.toString()).isEqualTo("ok"));
		});
	}

	@Test
	void everyMeterIsDocumented() throws Exception {
		Set<String> documented = new TreeSet<>();
		for (String line : Files.readAllLines(Path.of("..", "docs", "metrics.md"))) {
			String[] cells = line.split("\\|");
			if (line.startsWith("| `healthcheck.")) {
				documented.add(cells[2].strip().split("`")[1]);
			}
		}
		waiting().untilAsserted(() -> {
			Set<String> scraped = new TreeSet<>();
			for (JsonNode name : prometheus.api("label/__name__/values")) {
				if (name.stringValue().startsWith("healthcheck_")) {
					scraped.add(name.stringValue().replaceFirst("_sum$", "_count"));
				}
			}
			assertThat(scraped).isNotEmpty().isEqualTo(documented);
		});
	}

	@Test
	void maintenanceIsSeenWhileItLasts() throws IOException {
		Path file = Files.createFile(directory.resolve(".maintenance"));
		awaitOne("healthcheck_check_status{check=\"maintenance\", status=\"MAINTENANCE\"}");
		awaitOne("healthcheck_group_status{group=\"readiness\", status=\"MAINTENANCE\"}");
		Files.delete(file);
		awaitOne("healthcheck_group_status{group=\"readiness\", status=\"UP\"}");
	}

	private static void awaitOne(String selector) {
		waiting().untilAsserted(() -> assertThat(prometheus.query(selector + " == 1")).hasSize(1));
	}

	private static ConditionFactory waiting() {
		return await().pollInterval(Duration.ofMillis(500));
	}

	private static Set<String> unanswered(Map<String, String> queries) {
		return queries.entrySet()
			.stream()
			.filter((query) -> !isAnswered(query.getValue()))
			.map((query) -> query.getKey() + ": " + query.getValue())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean isAnswered(String query) {
		try {
			for (JsonNode sample : prometheus.query(substituted(query))) {
				if (!sample.get("value").get(1).stringValue().equals("NaN")) {
					return true;
				}
			}
			return false;
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(query, ex);
		}
	}

	/**
	 * Put in what Grafana would.
	 * @param query a query with variables
	 * @return the query with all jobs, instances and checks of the sample
	 */
	private static String substituted(String query) {
		String substituted = query.replace("$__rate_interval", "15s")
			.replace("$job", JOB)
			.replace("$instance", ".+")
			.replace("$check", ".+");
		assertThat(substituted).doesNotContain("$");
		return substituted;
	}

	private static void probe() throws IOException, InterruptedException {
		for (String path : List.of("/readyz", "/livez")) {
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port("healthcheck") + path))
				.build();
			http.send(request, BodyHandlers.discarding());
		}
	}

	private static void tellWorkers() throws IOException {
		byte[] line = "workers:2|g".getBytes(StandardCharsets.US_ASCII);
		int port = Objects.requireNonNull(application.getBean(StatsdListener.class).address()).getPort();
		try (DatagramSocket socket = new DatagramSocket()) {
			socket.send(new DatagramPacket(line, line.length, InetAddress.getByName("localhost"), port));
		}
	}

	private static String port(String server) {
		return application.getEnvironment().getRequiredProperty("local." + server + ".port");
	}

}
