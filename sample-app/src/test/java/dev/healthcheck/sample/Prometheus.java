package dev.healthcheck.sample;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Prometheus that scrapes one target each second and has the alert rules. It
 * listens on a port of loopback that is free, and keeps its data in a directory of the
 * test's; Debian's service, if it runs, is another one. Ends with {@link #close()}.
 */
final class Prometheus implements AutoCloseable {

	static final String MISSING = "prometheus is not installed; apt-get install prometheus";

	private static final Pattern LISTENING = Pattern.compile("\"Listening on\".* address=(127\\.0\\.0\\.1:\\d+)");

	private final HttpClient http = HttpClient.newHttpClient();

	private final Process process;

	private final Path log;

	private Prometheus(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	/**
	 * Look for a program as a shell does.
	 * @param name the name
	 * @return the program, or empty if it is not installed
	 */
	static Optional<Path> program(String name) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.map((directory) -> Path.of(directory, name))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/**
	 * Start Prometheus.
	 * @param program the program
	 * @param directory where its configuration and its data go
	 * @param job the name of the job
	 * @param port the port of the target, on loopback
	 * @return the running Prometheus, which may not have scraped yet
	 */
	static Prometheus start(Path program, Path directory, String job, String port) throws IOException {
		Path configuration = Files.writeString(directory.resolve("prometheus.yml"), """
				global:
				  scrape_interval: 1s
				  evaluation_interval: 1s
				rule_files: ["%s"]
				scrape_configs:
				  - job_name: %s
				    metrics_path: /actuator/prometheus
				    static_configs:
				      - targets: ["127.0.0.1:%s"]
				""".formatted(Observability.DIRECTORY.resolve("alerts.yml").toRealPath(), job, port));
		Path log = directory.resolve("prometheus.log");
		Process process = new ProcessBuilder(program.toString(), "--config.file=" + configuration,
				"--storage.tsdb.path=" + directory.resolve("data"), "--web.listen-address=127.0.0.1:0")
			.directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		return new Prometheus(process, log);
	}

	/**
	 * Ask its API. Waits until it is ready.
	 * @param path the path below {@code /api/v1/}, with a query
	 * @return the data of the answer
	 */
	JsonNode api(String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address() + "/api/v1/" + path))
			.timeout(Duration.ofSeconds(30))
			.build();
		JsonNode answer = new JsonMapper().readTree(this.http.send(request, BodyHandlers.ofString()).body());
		if (!answer.path("status").asString().equals("success")) {
			throw new IllegalStateException(path + ": " + answer);
		}
		return answer.get("data");
	}

	private String address() {
		return Awaitility.await().failFast("Prometheus has ended", () -> !this.process.isAlive()).until(() -> {
			String log = Files.readString(this.log);
			Matcher matcher = LISTENING.matcher(log);
			// It listens before it answers
			return (matcher.find() && log.contains("Server is ready to receive web requests")) ? matcher.group(1) : "";
		}, (address) -> !address.isEmpty());
	}

	/**
	 * Return what a query comes to at this moment.
	 * @param query the query
	 * @return the vector
	 */
	JsonNode query(String query) throws IOException, InterruptedException {
		return api("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)).get("result");
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
			this.process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
		}
	}

}
