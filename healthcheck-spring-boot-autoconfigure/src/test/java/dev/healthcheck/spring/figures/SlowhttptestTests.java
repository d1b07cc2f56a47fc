package dev.healthcheck.spring.figures;

import java.io.IOException;
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
@Tag("faults")
@EnabledOnOs(OS.LINUX)
@Timeout(600)
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
		// It ends when all its connections are closed, as they are after a hundred
		// headers,
		// and would say nothing before its end, as to a file
		String command = "while :; do stdbuf -oL %s -c %d -r 500 -i 2 -l %d -p 3 -u http://127.0.0.1:%d/readyz; done"
			.formatted(PROGRAM, CONNECTIONS, SECONDS + 30, this.application.managementPort());
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
	void thousandsOfConnectionsThatDripHeadersCostNoProbe() throws IOException {
		// It says so every five seconds
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> newest() > CONNECTIONS / 4);
		long before = connected().count();
		try (BareServer bare = new BareServer()) {
			Latencies latencies = Askers.atPace(this.application, 1, Duration.ofMillis(100), SECONDS * 10, "/livez",
					"/readyz", "/actuator/health");
			Duration unavoidable = bare.latencies().p99();
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> connected().count() > before);
			double average = connected().skip(before).average().orElse(0);
			Figure.print(
					"12, slowhttptest -c %d -r 500 -i 2 for %d s, %.0f connected on average".formatted(CONNECTIONS,
							SECONDS, average),
					latencies + "; a bare server's p99 %.1f ms".formatted(unavoidable.toNanos() / 1e6));
			assertThat(average).isGreaterThan(CONNECTIONS / 4.0);
			assertThat(latencies.failures()).isEmpty();
			// Where the machine is busy, twice what a server takes that does nothing
			assertThat(latencies.p99().toMillis()).isLessThan(Math.max(1000, 2 * unavoidable.toMillis()));
		}
	}

	private int newest() throws IOException {
		return connected().reduce(0, (earlier, later) -> later);
	}

	/** Return how many connections it says that it had open, each time. */
	private IntStream connected() throws IOException {
		String said = Files.readString(this.log).replaceAll("\u001b\\[[0-9;]*[A-Za-z]", "");
		return CONNECTED.matcher(said).results().mapToInt((result) -> Integer.parseInt(result.group(1)));
	}

}
