package dev.healthcheck.sidecar;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.healthcheck.worker.WorkerVerification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SidecarOptions}: the command line as approck-healthcheck's argparse
 * reads it.
 */
class SidecarOptionsTests {

	@Test
	void defaultsAreThoseOfApprock() {
		SidecarOptions options = parse();
		assertThat(options.host).isEqualTo("localhost");
		assertThat(options.port).isEqualTo(8000);
		assertThat(options.statsdHost).isEqualTo("localhost");
		assertThat(options.statsdPort).isEqualTo(8125);
		assertThat(options.readyUrl).isNull();
		assertThat(options.verbose).isEmpty();
		assertThat(options.statsdGauges).containsExactly("workers", "gunicorn.workers");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-P 8001", "-P8001", "-P=8001", "--port 8001", "--port=8001", "--p 8001", "--po=8001",
			"-P 1 --port 8001", "-vP8001", "-vvP 8001" })
	void portIsTakenInEveryForm(String line) {
		assertThat(parse(line.split(" ")).port).isEqualTo(8001);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-H h", "-Hh", "--host h", "--host=h", "--ho h", "--hos=h" })
	void hostIsTakenInEveryForm(String line) {
		assertThat(parse(line.split(" ")).host).isEqualTo("h");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "--statsd-host h --statsd-port 1", "--statsd-h h --statsd-p 1", "--statsd-ho=h --statsd-po=1" })
	void statsdIsTakenInEveryForm(String line) {
		SidecarOptions options = parse(line.split(" "));
		assertThat(options.statsdHost).isEqualTo("h");
		assertThat(options.statsdPort).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "--application-health-ready-url", "--application-health-ready", "--application", "--app",
			"--a", "--application-h", "--applic" })
	void readyUrlIsTakenInEveryAbbreviation(String option) {
		assertThat(parse(option, "http://h/r").readyUrl).isEqualTo("http://h/r");
		assertThat(parse(option + "=http://h/r?a=b").readyUrl).isEqualTo("http://h/r?a=b");
	}

	@ParameterizedTest
	@CsvSource({ "-v, 1", "-vv, 2", "-vvv, 3", "-v -v, 2", "--verbose, 1", "--verb --v, 2", "-v --verbose, 2" })
	void verboseIsCounted(String line, int verbosity) {
		assertThat(parse(line.split(" ")).verbose).hasSize(verbosity);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-h", "--help", "--he", "--hel" })
	void helpIsTakenInEveryForm(String option) {
		assertThat(parse(option).help).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "--nonsense", "-x", "positional", "-P", "-P x", "-P 1.5", "--port=", "--host --port 1",
			"--h", "--s 1", "--statsd 1", "--app", "--verbose=2", "-P 99999999999", "--workers-verify maybe",
			"--ready-deadline 3x", "--serve /x", "--serve /x=nonsense", "@file", "--workers-source both" })
	void whatIsWrongIsRefused(String line) {
		assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> parse(line.split(" ")));
	}

	@Test
	void ourOwnAreTaken() {
		SidecarOptions options = parse("--workers-directory", "/run/w", "--workers-verify=heartbeat",
				"--workers-source", "greatest", "--workers-required=2", "--scan-interval=500ms", "--ready-deadline=2",
				"--ready-interval", "1m", "--statsd-gauge", "a.workers", "--maintenance-file", ".m", "--serve",
				"/h=gunicorn", "--serve=/**=pyramid");
		assertThat(options.workersDirectory).hasToString("/run/w");
		assertThat(options.workersVerify).isEqualTo(WorkerVerification.HEARTBEAT);
		assertThat(options.workersSource).isEqualTo(SidecarOptions.WorkerSourceType.GREATEST);
		assertThat(options.workersRequired).isEqualTo(2);
		assertThat(options.workersFilename).isEqualTo(".gunicorn.worker.{}");
		assertThat(options.scanInterval).isEqualTo(Duration.ofMillis(500));
		assertThat(options.readyDeadline).isEqualTo(Duration.ofSeconds(2));
		assertThat(options.readyInterval).isEqualTo(Duration.ofMinutes(1));
		assertThat(options.statsdGauges).isEqualTo(List.of("a.workers"));
		assertThat(options.maintenanceFile).hasToString(".m");
		assertThat(options.serve)
			.isEqualTo(Map.of("/h", SidecarProbes.Format.GUNICORN, "/**", SidecarProbes.Format.PYRAMID));
	}

	@ParameterizedTest
	@CsvSource({ "500ms, PT0.5S", "3s, PT3S", "3, PT3S", "2m, PT2M", "1h, PT1H", "0s, PT0S" })
	void durationIsRead(String text, Duration duration) {
		assertThat(SidecarOptions.duration(text)).isEqualTo(duration);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "s", "-1s", "1.5s", "1d", "1 s", "\u0661s", "9999999999s" })
	void whatIsNoDurationIsRefused(String text) {
		assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> SidecarOptions.duration(text))
			.withMessageContaining("is not a duration");
	}

	private static SidecarOptions parse(String... args) {
		SidecarOptions options = new SidecarOptions();
		SidecarCommand.commandLine(options).parseArgs(args);
		return options;
	}

}
