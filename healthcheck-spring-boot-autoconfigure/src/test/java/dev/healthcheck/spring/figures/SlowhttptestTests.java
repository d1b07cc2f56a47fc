package dev.healthcheck.spring.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Figure 12 of docs/reliability.md: slowhttptest drips headers on thousands of
 * connections to the management port, and opens new ones for those that are closed. The
 * system property {@code figures.slowloris.seconds} sets for how long; with a minute or
 * more there are 5,000 connections.
 */
@Tag("figures")
@EnabledOnOs(OS.LINUX)
@Timeout(3600)
class SlowhttptestTests {

	private static final Path PROGRAM = Path.of("/usr/bin/slowhttptest");

	private static final int SECONDS = Integer.getInteger("figures.slowloris.seconds", 5);

	private static final int CONNECTIONS = (SECONDS >= 60) ? 5000 : 2000;

	private static final Pattern CONNECTED = Pattern.compile("connected:\\s+(\\d+)");

	@TempDir
	private Path directory;

	private RunningApplication application;

	private Process attack;

	private Path log;

	@BeforeEach
	void start() throws IOException {
		if (!Files.isExecutable(PROGRAM)) {
			System.out
				.println("SKIPPED: SlowhttptestTests: " + PROGRAM + " is not there; apt-get install slowhttptest");
		}
		assumeThat(PROGRAM).as("this test needs slowhttptest").isExecutable();
		this.application = RunningApplication.start();
		Awaitility.await().until(() -> this.application.probe("/readyz").status() == 200);
		this.log = this.directory.resolve("slowhttptest.log");
		// It ends when all its connections are closed, as they are once their heads have
		// taken too long, and would say nothing before its end, as to a file
		String command = "while :; do stdbuf -oL %s -c %d -r 500 -i 2 -l %d -p 3 -u http://127.0.0.1:%d/readyz; done"
			.formatted(PROGRAM, CONNECTIONS, SECONDS + 30, this.application.probePort());
		this.attack = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true)
			.redirectOutput(this.log.toFile())
			.start();
	}

	@AfterEach
	void stop() {
		if (this.attack != null) {
			List<ProcessHandle> programs = this.attack.descendants().toList();
			this.attack.destroyForcibly();
			programs.forEach(ProcessHandle::destroyForcibly);
		}
		if (this.application != null) {
			this.application.close();
		}
	}

	@Test
	void thousandsOfConnectionsThatDripHeadersCostNoProbe() {
		Figure.holds("12, slowhttptest -c %d -r 500 -i 2 for %d s".formatted(CONNECTIONS, SECONDS),
				Duration.ofSeconds(1), () -> {
					// It says how many every five seconds
					Awaitility.await()
						.atMost(Duration.ofMinutes(1))
						.until(() -> connected().max().orElse(0) > CONNECTIONS / 4);
					long before = connected().count();
					Latencies latencies = ProbeClients.atPace(this.application, 1, Duration.ofMillis(100), SECONDS * 10,
							"/livez", "/readyz", "/actuator/health");
					assertThat(this.attack.isAlive()).as("what the server closes is opened again").isTrue();
					System.out.printf("Figure 12: %.0f connected on average%n",
							connected().skip(before - 1).average().orElse(0));
					return latencies;
				});
	}

	/** Return how many connections it says that it had open, each time. */
	private IntStream connected() {
		try {
			String said = Files.readString(this.log).replaceAll("\u001b\\[[0-9;]*[A-Za-z]", "");
			return CONNECTED.matcher(said).results().mapToInt((result) -> Integer.parseInt(result.group(1)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
