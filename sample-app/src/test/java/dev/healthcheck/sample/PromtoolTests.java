package dev.healthcheck.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The alert rules and their own tests, as {@code promtool} judges them.
 */
@Timeout(300)
class PromtoolTests {

	@Test
	void rulesAreValid() throws Exception {
		assertSucceeds("check", "rules", "--lint-fatal", "alerts.yml");
	}

	@Test
	void rulesFireWhenTheyShould() throws Exception {
		assertSucceeds("test", "rules", "alerts-tests.yml");
	}

	@Test
	void everyRuleIsSeenToFireAndNotTo() throws Exception {
		List<String> tests = Observability.lines("alerts-tests.yml");
		for (String alert : Observability.alerts()) {
			String name = "alertname: " + alert;
			assertThat(tests).filteredOn((line) -> line.strip().equals(name)).as(alert).hasSizeGreaterThan(1);
			assertThat(afterEach(tests, name)).as(alert).contains("exp_alerts: []", "exp_alerts:");
		}
	}

	private static List<String> afterEach(List<String> lines, String line) {
		return IntStream.range(1, lines.size())
			.filter((i) -> lines.get(i - 1).strip().equals(line))
			.mapToObj((i) -> lines.get(i).strip())
			.toList();
	}

	private static void assertSucceeds(String... arguments) throws IOException, InterruptedException {
		assumeThat(Prometheus.program("promtool")).as(Prometheus.MISSING).isPresent();
		Path program = Prometheus.program("promtool").orElseThrow();
		List<String> command = Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.directory(Observability.DIRECTORY.toFile())
			.start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(said).isZero();
	}

}
