package dev.healthcheck.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application is packaged with, and what it writes on JDK 25.
 */
@OnEveryApplication
class PackagingIT {

	/** All that an application gets with the starter: another library is a decision. */
	private static final String KNOWN = "(healthcheck|integration-tests|spring|micrometer|logback|log4j)-.*"
			+ "|(slf4j-api|jul-to-slf4j|commons-logging|jackson-core|jakarta.annotation-api|jspecify|snakeyaml"
			+ "|HdrHistogram|LatencyUtils)-[0-9.]+.*";

	private final Application application;

	private final RunningApplications applications;

	PackagingIT(Application application, RunningApplications applications) {
		this.application = application;
		this.applications = applications;
	}

	@Test
	void theStarterBringsNoNettyAndNoWebServer() throws Exception {
		String directory = (this.application == Application.WAR) ? "WEB-INF/lib" : "BOOT-INF/lib";
		try (Stream<Path> files = Files.list(this.application.unpacked().resolve(directory))) {
			List<String> libraries = files.map((file) -> file.getFileName().toString()).toList();
			assertThat(libraries).anyMatch((name) -> name.startsWith("healthcheck-core"));
			if (this.application != Application.WEBFLUX) {
				assertThat(libraries).noneMatch((name) -> name.startsWith("netty") || name.startsWith("reactor"));
			}
			if (this.application == Application.NONE) {
				assertThat(libraries).noneMatch((name) -> name.startsWith("spring-web"))
					.as("an application gets no library that it does not get today: see SECURITY.md")
					.allMatch((name) -> name.matches(KNOWN));
			}
		}
	}

	@Test
	void onJdk25TheLogHasNoWarningOfOurs() throws Exception {
		Skipped.unless(Jdk.of(25).isPresent(), "there is no JDK 25");
		Program program = this.applications.get(this.application, Setup.TLS).program();
		List<String> lines = program.lines();
		assertThat(lines).anyMatch((line) -> line.contains("using Java 25"));
		assertThat(lines).noneMatch((line) -> line.startsWith("WARNING:") && line.contains("healthcheck"))
			.noneMatch((line) -> line.startsWith("ERROR"));
		assertThat(program.warnings("dev.healthcheck")).allMatch((line) -> line.contains("SSL bundle"));
		if (this.application == Application.NONE) {
			assertThat(lines).noneMatch((line) -> line.startsWith("WARNING:"));
		}
	}

}
