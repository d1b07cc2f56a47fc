package dev.healthcheck.spring.indicators;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.spring.test.Jdks;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for indicators that read the current request: in the background they fail, and
 * say what to do.
 */
@ExtendWith(OutputCaptureExtension.class)
class RequestBoundIndicatorsTests {

	private static final String DETAILS = "management.endpoint.health.show-details=always";

	private static RunningApplication application;

	private static String startOutput;

	@BeforeAll
	static void start(CapturedOutput output) {
		application = RunningApplication.start(RequestBoundIndicators.class, DETAILS,
				"healthcheck.checks.failure-ttl=50ms");
		CheckRegistry checks = application.context().getBean(CheckRegistry.class);
		Awaitility.await()
			.until(() -> checks.names().containsAll(Stream.of("sites/east", "empty").toList()) && checks.names()
				.stream()
				.noneMatch((name) -> Objects.requireNonNull(checks.verdict(name)).starting()));
		// A change is logged after it has been published
		Awaitility.await()
			.until(() -> checks.names()
				.stream()
				.filter((name) -> Objects.requireNonNull(checks.verdict(name)).status().isFailing())
				.allMatch((name) -> output.toString().contains("Check '" + name + "' is ")));
		startOutput = output.toString();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "scoped, ScopeNotActiveException", "session, ScopeNotActiveException",
			"caught, IllegalStateException: No thread-bound request found", "wrapped, ScopeNotActiveException",
			"uri, IllegalStateException: No current ServletRequestAttributes", "attributes, NullPointerException",
			"cast, NullPointerException", "user, NullPointerException",
			"credentials, AuthenticationCredentialsNotFoundException", "denied, AccessDeniedException",
			"reactive, NoSuchElementException: Context is empty", "sites/east, ScopeNotActiveException",
			"hidden, ScopeNotActiveException" })
	void indicatorThatReadsTheRequestSaysWhatToDo(String name, String error) {
		CheckResult result = result(name);
		assertThat(result.message()).isEqualTo("depends on the current request or its user, and there is none in the"
				+ " background: add '" + name + "' to 'healthcheck.indicators.exclude'");
		assertThat(result.details()).extractingByKey("error").asString().contains(error);
		assertThat(startOutput.lines().filter((line) -> line.contains("Check '" + name + "' is DOWN"))).singleElement()
			.asString()
			.endsWith("' is DOWN: " + result.message());
		assertThat(application.probe("/actuator/health/" + name).body())
			.contains("add '" + name + "' to 'healthcheck.indicators.exclude'", error);
	}

	@Test
	void reactiveIndicatorThatFindsNothingSaysWhatMayHelp() {
		assertThat(result("empty").message())
			.isEqualTo("returned null: if it depends on the current request, add 'empty' to"
					+ " 'healthcheck.indicators.exclude'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "other", "otherNull", "otherCaught", "otherScope", "otherElement", "circle" })
	void indicatorThatFailsForAnotherReasonSaysThatAlone(String name) {
		assertThat(result(name).isFailing()).isTrue();
		assertThat(result(name).message()).doesNotContain("healthcheck.indicators.exclude");
	}

	@Test
	void indicatorThatReadsTheRequestWhenItIsExcludedIsUp() {
		try (RunningApplication excluded = RunningApplication.start(RequestBoundIndicators.class, DETAILS,
				"healthcheck.indicators.exclude=scoped,session,caught,sites/east")) {
			for (String name : new String[] { "scoped", "session", "caught", "sites/east" }) {
				RawHttp.Answer answer = RawHttp.get(excluded.port(), "/actuator/health/" + name);
				assertThat(answer.status()).as(name).isEqualTo(200);
			}
		}
	}

	@Test
	void failureWithoutTheClassesOfItsExceptionIsRecognized(@TempDir Path directory) throws Exception {
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.matches(".*/spring-(web|webmvc|webflux|security-[a-z]+)-[0-9][^/]*"))
			.collect(Collectors.joining(File.pathSeparator));
		Path output = directory.resolve("output");
		Process process = new ProcessBuilder(Jdks.current().toString(), "-cp", classPath,
				RequestBoundProgram.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended").isTrue();
			assertThat(Files.readString(output)).contains("add 'thrown' to 'healthcheck.indicators.exclude'",
					"add 'caught' to 'healthcheck.indicators.exclude'");
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static CheckResult result(String name) {
		CheckRegistry checks = application.context().getBean(CheckRegistry.class);
		return Objects.requireNonNull(Objects.requireNonNull(checks.verdict(name)).result());
	}

}
