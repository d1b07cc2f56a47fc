package dev.healthcheck.sidecar.upstream;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link UpstreamUrl}.
 */
class UpstreamUrlTests {

	@ParameterizedTest
	@CsvSource({ "http://localhost, localhost, 80, localhost, /",
			"HTTPS://example.org, example.org, 443, example.org, /",
			"http://localhost:5000/health/ready, localhost, 5000, localhost:5000, /health/ready",
			"http://my_app:8000/a?b=c&d, my_app, 8000, my_app:8000, /a?b=c&d",
			"http://[::1]:80/x, ::1, 80, [::1]:80, /x", "http://[fe80::1%lo]/x, fe80::1%lo, 80, [fe80::1], /x",
			"http://[fe80::1%25lo]:8/x, fe80::1%lo, 8, [fe80::1]:8, /x",
			"http://127.0.0.1:/x, 127.0.0.1, 80, 127.0.0.1:, /x", "http://h/caf\u00e9, h, 80, h, /caf%C3%A9",
			"http://h?q, h, 80, h, /?q" })
	void urlThatCanBeAskedIsTakenApart(String url, String host, int port, String authority, String target) {
		UpstreamUrl parsed = UpstreamUrl.parse(url);
		assertThat(parsed.host()).isEqualTo(host);
		assertThat(parsed.port()).isEqualTo(port);
		assertThat(parsed.authority()).isEqualTo(authority);
		assertThat(parsed.target()).isEqualTo(target);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "ftp://h/ | must begin with http:// or https://",
			"localhost:8000/x | must begin with", "/ready | must begin with", "'' | must begin with",
			"http:///x | must have a host", "http:x | must have a host", "http://h:0/ | port must be from 1 to 65535",
			"http://h:65536/ | port must be from 1 to 65535", "http://h:999999/ | must have a host, and a port",
			"http://h:x/ | must have a host, and a port", "http://h/#f | must not have a fragment",
			"http://h/a b | is not a URL", "http://h/%zz | is not a URL", "file:///etc/passwd | must begin with" })
	void urlThatCannotBeAskedIsRefusedWithTheReason(String url, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> new UpstreamCheck(url, Duration.ofSeconds(1)))
			.withMessageContaining(reason)
			.withMessageContaining("'" + url + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://h/\r\nX: y", "http://h\r\n/", "http://h/\u0000", "http://h/\u2028", "http://h /",
			"http://exa\u00f1mple/" })
	void urlThatWouldBreakTheRequestIsRefused(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> UpstreamUrl.parse(url));
	}

	@Test
	void parseWhenThereIsAPasswordDoesNotRepeatIt() {
		assertThatIllegalArgumentException().isThrownBy(() -> UpstreamUrl.parse("http://me:s3cret@host/x"))
			.withMessageContaining("must not contain a user or password")
			.withMessageNotContaining("s3cret");
	}

	@Test
	void parseWhenLongRepeatsLittleOfIt() {
		assertThatIllegalArgumentException().isThrownBy(() -> UpstreamUrl.parse("http://h/" + "x".repeat(3000)))
			.withMessageContaining("longer than 2048")
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(200));
	}

	@Test
	void toStringLeavesOutTheQuery() {
		assertThat(UpstreamUrl.parse("https://h:444/ready?token=s3cret")).hasToString("https://h:444/ready");
	}

	@Test
	void deadlineThatIsNoneIsRefused() {
		for (Duration deadline : new Duration[] { Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(1) }) {
			assertThatExceptionOfType(IllegalArgumentException.class)
				.isThrownBy(() -> new UpstreamCheck("http://h", deadline))
				.withMessageContaining("'deadline'");
		}
	}

}
