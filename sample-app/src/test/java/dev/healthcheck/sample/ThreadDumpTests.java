package dev.healthcheck.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The threads that the starter adds to an application: these, and no more.
 */
class ThreadDumpTests {

	private static final int PROBES = 100;

	private static final Predicate<String> ALLOWED = Pattern
		.compile("healthcheck-(http-1|warm-up|log|check-[1-8]|scheduler|workers|maintenance|server|events|groups"
				+ "|early-failure|interrupt)")
		.asMatchPredicate();

	private final Set<Thread> before = Thread.getAllStackTraces().keySet();

	@Test
	void threadsWhenProbedAreTheseAndNoMore(@TempDir Path directory) {
		try (ConfigurableApplicationContext application = SpringApplication.run(SampleApplication.class,
				"--server.port=0", "--healthcheck.server.port=0", "--healthcheck.workers.directory=" + directory)) {
			String port = application.getEnvironment().getRequiredProperty("local.healthcheck.port");
			Awaitility.await().until(() -> probe(port, 1).get(0).join().statusCode() == 200);
			assertThat(probe(port, PROBES)).allSatisfy((probe) -> assertThat(probe.join().statusCode()).isEqualTo(200));
			List<String> names = names();
			assertThat(names).allMatch(ALLOWED)
				.doesNotHaveDuplicates()
				.contains("healthcheck-http-1", "healthcheck-scheduler", "healthcheck-workers",
						"healthcheck-maintenance", "healthcheck-server");
			assertThat(names).filteredOn((name) -> name.contains("-check-")).hasSizeBetween(1, 8);
		}
		Awaitility.await().untilAsserted(() -> assertThat(names()).isEmpty());
	}

	/**
	 * Send probes, all at once: no further thread is created for any of them.
	 * @param port the port of the probes
	 * @param count the number of probes
	 * @return their responses
	 */
	private static List<CompletableFuture<HttpResponse<String>>> probe(String port, int count) {
		HttpClient http = HttpClient.newHttpClient();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/readyz")).build();
		return Stream.generate(() -> http.sendAsync(request, BodyHandlers.ofString())).limit(count).toList();
	}

	private List<String> names() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !this.before.contains(thread))
			.map(Thread::getName)
			.filter((name) -> name.startsWith("healthcheck-"))
			.sorted()
			.toList();
	}

}
