package dev.healthcheck.sample;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.healthcheck.sample.Documents.Block;
import dev.healthcheck.spring.server.LocalHealthcheckPort;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the commands in the documents that send requests to the sample application, and
 * compares what they print with what the document shows, except for numbers and dates. A
 * transcript of another application is a block of {@code text}.
 */
@SpringBootTest(classes = SampleApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=health,checks,maintenance",
				"management.endpoint.maintenance.access=unrestricted", "healthcheck.indicators.isolate=true" })
class TranscriptsTests {

	/** The commands of such a block. */
	private static final Pattern RUN = Pattern
		.compile("(touch|rm) \\.maintenance|.*curl .*localhost:(18080|8080)/(readyz|livez|startupz|actuator).*");

	private static final Pattern NOT_RUN = Pattern.compile(".*# until .*");

	private static final Pattern VARIES = Pattern
		.compile("\\w{3}, \\d\\d \\w{3} \\d{4} [0-9:]+ GMT|\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z|\\d+(\\.\\d+)?");

	@TempDir
	static Path directory;

	@LocalServerPort
	private int port;

	@LocalHealthcheckPort
	private int probePort;

	@DynamicPropertySource
	static void files(DynamicPropertyRegistry registry) {
		registry.add("healthcheck.maintenance.file", () -> directory.resolve(".maintenance").toString());
	}

	static List<Block> transcripts() throws IOException {
		return Documents.blocks("")
			.stream()
			.filter((block) -> !commands(block).isEmpty()
					&& commands(block).stream().allMatch((command) -> RUN.matcher(command.text()).matches()))
			.toList();
	}

	private static List<Command> commands(Block block) {
		return Stream.of(("\n" + block.text()).split("\n\\$ "))
			.skip(1)
			.map((command) -> command.split("\n", 2))
			.filter((command) -> !NOT_RUN.matcher(command[0]).matches())
			.map((command) -> new Command(command[0], (command.length > 1) ? command[1] : ""))
			.toList();
	}

	@BeforeEach
	void findCurl() {
		Assumptions.assumeTrue(List.of(System.getenv("PATH").split(File.pathSeparator))
			.stream()
			.anyMatch((path) -> Path.of(path, "curl").toFile().canExecute()), "curl is not installed");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("transcripts")
	void commandsPrintWhatTheDocumentShows(Block transcript) {
		try {
			commands(transcript).forEach(this::assertPrints);
		}
		finally {
			assertPrints(new Command("rm .maintenance*; curl localhost:18080/readyz", "ok"));
		}
	}

	private void assertPrints(Command command) {
		String text = command.text()
			.replace("localhost:18080", "localhost:" + this.probePort)
			.replace("localhost:8080", "localhost:" + this.port)
			.replace("curl ", "curl -sS ")
			.replace("rm ", "rm -f ");
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.pollInterval(Duration.ofMillis(500))
			.pollDelay(Duration.ZERO)
			.untilAsserted(() -> assertThat(constant(run(text))).matches(pattern(command.output())));
	}

	private static String run(String command) throws Exception {
		Process process = new ProcessBuilder("sh", "-c", command).directory(directory.toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor(1, TimeUnit.MINUTES);
		return output;
	}

	// An ellipsis is what the document leaves out
	private static Pattern pattern(String output) {
		return Pattern
			.compile(Stream.of(constant(output).split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
	}

	private static String constant(String output) {
		return VARIES.matcher(output).replaceAll("#").replaceAll("\\s+", "");
	}

	record Command(String text, String output) {
	}

}
