package dev.healthcheck.sidecar;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SidecarCommand}.
 */
class SidecarCommandTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@Test
	void runWhenHelpIsWantedExplainsOnStdout() {
		assertThat(run("--help")).isZero();
		assertThat(text(this.out)).startsWith("Reports over HTTP")
			.contains("-H, --host=HOST", "-P, --port=PORT", "--statsd-host=STATSD_HOST", "--statsd-port=STATSD_PORT",
					"--application-health-ready-url=URL", "-v, --verbose", "-h, --help", "(default: 8125)", "/readyz")
			.doesNotContain("--statsd-allow");
		assertThat(text(this.err)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "--nonsense | Unknown option: '--nonsense'",
			"-P x | 'x' is not an int", "-P 65536 | --port must be from 0 to 65535",
			"--statsd-port -1 | --statsd-port must be from 0 to 65535",
			"--statsd-port=-1 | --statsd-port must be from 0 to 65535",
			"--app ftp://x | Invalid URL 'ftp://x': it must begin with http:// or https://",
			"--ready-failures 0 --app http://x | --ready-failures must be at least 1",
			"--maintenance-status 99 | --maintenance-status must be",
			"--workers-source files | require --workers-directory",
			"--workers-source statsd --workers-directory x | does not read --workers-directory",
			"--workers-directory x --workers-filename y | must contain '{}' exactly once",
			"--serve x=word | must begin with a slash",
			"--serve /health/=approck | Probe '/health/' cannot use path '/health/' because it is already used by",
			"--statsd-allow=10.0.0.0/8 | --statsd-allow was removed: set --statsd-host",
			"--ready-deadline 0s --app http://x | must be positive",
			"--h | error: '--h' is not unique: it matches '--host', '--help'" })
	void runWhenTheCommandLineIsWrongSaysSoOnStderrAndReturns2(String line, String said) {
		assertThat(run(line.split(" "))).isEqualTo(2);
		assertThat(text(this.err)).startsWith("Usage: healthcheck-sidecar ")
			.contains("\nhealthcheck-sidecar: error: ")
			.contains(said);
		assertThat(text(this.out)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "::1", "0:0:0:0:0:0:0:1", "[::1]" })
	void runWhenTheHostIsOfIpv6SaysWhereAsAUrl(String host) {
		assertThat(run("-v", "-H" + host, "-P0", "--statsd-host=" + host, "--statsd-port=0"))
			.isEqualTo(SidecarCommand.RUNNING);
		assertThat(text(this.err))
			.containsPattern("Probes are on http://\\[::1]:\\d+, StatsD is received on \\[::1]:\\d+");
	}

	@Test
	void runWhenThePortIsTakenSaysSoAndReturns1() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
			assertThat(run("-P" + taken.getLocalPort(), "--statsd-port=0")).isEqualTo(1);
			assertThat(text(this.err)).startsWith("healthcheck-sidecar: error: ").contains(":" + taken.getLocalPort());
		}
	}

	@Test
	void runWhenTheStatsdPortIsTakenSaysSoAndReturns1() throws Exception {
		try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getByName("localhost"))) {
			assertThat(run("-P0", "--statsd-port=" + taken.getLocalPort())).isEqualTo(1);
			assertThat(text(this.err)).contains(Integer.toString(taken.getLocalPort()));
		}
	}

	@Test
	void runWhenTheHostIsNotKnownSaysSoAndReturns1() {
		assertThat(run("-Hno such host", "-P0", "--statsd-port=0")).isEqualTo(1);
		assertThat(text(this.err)).contains("Unknown host 'no such host'");
	}

	@Test
	void runWhenLocaleHasOtherDigitsNamesTheSameBounds() {
		Locale locale = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
			assertThat(run("-P65536")).isEqualTo(2);
			assertThat(text(this.err)).contains("--port must be from 0 to 65535, but is 65536");
		}
		finally {
			Locale.setDefault(locale);
		}
	}

	private int run(String... args) {
		PrintStream out = new PrintStream(this.out, true, StandardCharsets.UTF_8);
		PrintStream err = new PrintStream(this.err, true, StandardCharsets.UTF_8);
		return new SidecarCommand(out, err, Sidecar::close).run(args);
	}

	private static String text(ByteArrayOutputStream bytes) {
		return bytes.toString(StandardCharsets.UTF_8);
	}

}
