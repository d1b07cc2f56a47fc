package dev.healthcheck.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Code of the application finds its classes by the context class loader, whatever thread
 * of ours runs it.
 */
@Execution(ExecutionMode.CONCURRENT)
class ContextClassLoaderIT {

	private static final List<String> IN_THE_BACKGROUND = List.of("main", "indicator", "Kafka consumer",
			"reactive indicator", "check", "method", "failure mapper", "early failure", "check listener",
			"listener of checks", "listener of groups", "worker source", "status aggregator", "warm-up", "section");

	private static final List<String> FOR_REQUESTS = List.of("renderer", "status mapper");

	@TempDir
	static Path directory;

	@Test
	@Execution(ExecutionMode.SAME_THREAD)
	void whenRunFromAnExecutableJarOnJdk25CodeOfTheApplicationHasItsClassLoader() throws Exception {
		run(Packaging.JAR, jdk25());
	}

	@ParameterizedTest
	@EnumSource
	@Tag("figures")
	@Execution(ExecutionMode.SAME_THREAD)
	void whenRunOnJdk25CodeOfTheApplicationHasItsClassLoader(Packaging packaging) throws Exception {
		run(packaging, jdk25());
	}

	@ParameterizedTest
	@EnumSource
	@Tag("figures")
	@Execution(ExecutionMode.SAME_THREAD)
	void whenRunOnTheJdkOfTheBuildCodeOfTheApplicationHasItsClassLoader(Packaging packaging) throws Exception {
		run(packaging, Jdk.current());
	}

	private static Jdk jdk25() throws IOException {
		Optional<Jdk> jdk = Jdk.of(25);
		String missing = "there is no JDK 25 beside " + Jdk.current().home() + ", nor where JAVA_HOME_25 points";
		if (jdk.isEmpty()) {
			System.out.println("SKIPPED: ContextClassLoaderIT: " + missing);
		}
		Assumptions.assumeTrue(jdk.isPresent(), missing);
		return jdk.orElseThrow();
	}

	private void run(Packaging packaging, Jdk jdk) throws Exception {
		LocalPort port = LocalPort.free();
		List<String> arguments = new ArrayList<>(packaging.arguments(jdk, directory));
		Set<String> names = new TreeSet<>(IN_THE_BACKGROUND);
		if (!packaging.name().startsWith("WAR")) {
			arguments.add("--healthcheck.server.port=" + port.number());
			names.addAll(FOR_REQUESTS);
		}
		try (Program program = Program.start(jdk, directory, arguments)) {
			program.awaitUntil(() -> {
				if (names.containsAll(FOR_REQUESTS)) {
					port.get("/seeing");
					port.get("/actuator/health");
				}
				return seen(program).containsAll(names);
			});
			assertThat(program.lines()).contains("started with a " + packaging.loader());
			assertThat(program.lines()).noneMatch((line) -> line.contains("not found"));
			assertThat(seen(program)).as("%s", program.lines()).containsAll(names);
		}
	}

	private static List<String> seen(Program program) {
		return program.lines()
			.stream()
			.filter((line) -> line.startsWith("seen by "))
			.map((line) -> line.substring("seen by ".length(), line.indexOf(':')))
			.toList();
	}

}
