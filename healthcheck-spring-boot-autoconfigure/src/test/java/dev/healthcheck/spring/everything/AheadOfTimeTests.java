package dev.healthcheck.spring.everything;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.healthcheck.spring.test.Jdks;
import dev.healthcheck.spring.test.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that every feature works in an application that was processed ahead of time: on
 * the JVM, with what a native image would be made of.
 */
@Tag("figures")
class AheadOfTimeTests {

	@TempDir
	private static Path directory;

	@ParameterizedTest
	@EnumSource
	void everyFeatureWorks(TestServer server) throws Exception {
		String[] properties = Stream.of(server.properties()).map((property) -> "--" + property).toArray(String[]::new);
		AheadOfTime generated = AheadOfTime.process(EveryFeature.class, directory.resolve(server.name()),
				arguments(properties));
		for (Path java : Jdks.installed().toList()) {
			ask(generated, java, true, properties);
		}
	}

	@Test
	void everyFeatureWorksWithoutWebServer() throws Exception {
		// Without a server nothing else keeps the process
		String[] none = { "--spring.main.web-application-type=none", "--spring.main.keep-alive=true" };
		ask(AheadOfTime.process(EveryFeature.class, directory.resolve("none"), arguments(none)), Jdks.current(), false,
				none);
	}

	private void ask(AheadOfTime generated, Path java, boolean web, String... properties) throws Exception {
		Path output = Files.createTempFile(directory, "output", ".txt");
		List<String> command = generated.command(java, EveryFeature.class, List.of(arguments(properties)));
		Process process = new ProcessBuilder(command).directory(Files.createTempDirectory(directory, "run").toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			Awaitility.await()
				.atMost(120, TimeUnit.SECONDS)
				.until(() -> !process.isAlive() || Files.readString(output).contains(Ports.LINE));
			String said = Files.readString(output);
			assertThat(said).contains("Starting AOT-processed EveryFeature").contains(Ports.LINE);
			Questions.to(said.lines().filter((line) -> line.startsWith(Ports.LINE)).findFirst().orElseThrow()).ask(web);
			process.destroy();
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
			assertThat(Files.readString(output)).doesNotContain(" ERROR ");
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String[] arguments(String... properties) {
		List<String> arguments = new ArrayList<>(
				List.of("--server.port=0", "--spring.main.banner-mode=off", "--spring.main.cloud-platform=none"));
		Stream.of(EveryFeature.properties()).map((property) -> "--" + property).forEach(arguments::add);
		arguments.addAll(List.of(properties));
		return arguments.toArray(String[]::new);
	}

}
