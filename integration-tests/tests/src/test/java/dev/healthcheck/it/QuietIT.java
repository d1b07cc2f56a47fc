package dev.healthcheck.it;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many lines an application logs beyond those of plain Boot.
 */
@Execution(ExecutionMode.CONCURRENT)
class QuietIT {

	private static final String CONFIGURATION = "spring.config.location";

	/** No configuration of its own, which has probes that log a warning. */
	private static final String NONE = "optional:classpath:/none/";

	@TempDir
	Path directory;

	@Test
	void whenAnApplicationStartsAndStopsFewLinesAreLogged() throws Exception {
		Lines plain = run(Map.of(CONFIGURATION, NONE, "healthcheck.enabled", "false"), "(process running for ");
		Lines ours = run(Map.of(CONFIGURATION, NONE), ": Ready with ");
		assertThat(ours.start()).noneMatch((line) -> line.contains(" WARN ") || line.contains(" ERROR "));
		assertThat(ours.start().size() - plain.start().size()).as("lines at start of %s", ours).isBetween(0, 2);
		assertThat(ours.stop().size() - plain.stop().size()).as("lines at stop of %s", ours).isBetween(0, 1);
	}

	private Lines run(Map<String, String> properties, String started) throws Exception {
		try (RunningApplication application = RunningApplication.start(Application.TOMCAT, Jdk.current(),
				this.directory, properties, false)) {
			Program program = application.awaitStart().program();
			program.awaitLine(started);
			int start = program.lines().size();
			program.terminate();
			program.await();
			List<String> lines = program.lines();
			return new Lines(punctual(lines.subList(0, start)), punctual(lines.subList(start, lines.size())));
		}
	}

	// On a busy machine checks may be late, and workers may be counted once more at the
	// end
	private static List<String> punctual(List<String> lines) {
		return lines.stream()
			.filter((line) -> !line.matches(".* is (late|on time again); .*|.*'workers' is OUT_OF_SERVICE.*"))
			.toList();
	}

	private record Lines(List<String> start, List<String> stop) {
	}

}
