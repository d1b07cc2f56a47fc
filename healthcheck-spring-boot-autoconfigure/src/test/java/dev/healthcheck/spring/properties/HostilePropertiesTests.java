package dev.healthcheck.spring.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.healthcheck.spring.test.ConfigurationKeys;
import dev.healthcheck.spring.test.RunningApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Any key with any value: an application starts, or says which key is wrong. The system
 * property {@code figures.properties} sets how many are tried.
 */
@Tag("figures")
@ExtendWith(OutputCaptureExtension.class)
class HostilePropertiesTests {

	private static final int TRIES = Integer.getInteger("figures.properties", 30);

	private static final String FAILED = "APPLICATION FAILED TO START";

	private static final List<String> VALUES = List.of("", " ", "-1", "0", "1", "3", "true", "null", "NaN", "1e3",
			"0x10", "\u0663", "2147483648", "9223372036854775807", "99999999999999999999", "1s", "-1s", "PT1S",
			"2147483648d", "1 s", "tcp://10.0.0.1:80", "a,b,,c", "a,a", "\u0000", "\u202e", "\ud800", "\n", "w\u00f6rk",
			"x".repeat(5000), "${", "#{1/0}", "*", "/", "/**", "//", "..", "{}", "{}.{}", "%00", "[::1", "127.0.0.1/99",
			"readiness", "UP");

	private final Random random = new Random(6);

	@Test
	void anyValueIsTakenOrItsKeyIsNamed(CapturedOutput output) {
		List<String> keys = keys();
		int refused = 0;
		for (int i = 0; i < TRIES; i++) {
			String key = keys.get(this.random.nextInt(keys.size()));
			String value = VALUES.get(this.random.nextInt(VALUES.size()));
			// Files would be written there
			if (key.endsWith(".directory") && List.of("/", "//", "..").contains(value)) {
				continue;
			}
			int before = output.toString().length();
			Throwable failure = catchThrowable(() -> RunningApplication
				.start(new SpringApplicationBuilder().web(WebApplicationType.NONE), new Class<?>[0],
						"healthcheck.server.port=0", key + "=" + value)
				.close());
			if (failure != null) {
				refused++;
				String said = output.toString().substring(before);
				assertThat(said).as(key + "=" + value).contains(FAILED);
				assertThat(said.substring(said.lastIndexOf(FAILED))).as(key + "=" + value).contains(key);
			}
		}
		assertThat(refused).isPositive();
	}

	private static List<String> keys() {
		List<String> keys = new ArrayList<>();
		ConfigurationKeys.of(HealthcheckProperties.class).forEach((key) -> keys.add("healthcheck." + key));
		ConfigurationKeys.of(OverrideProperties.class).forEach((key) -> keys.add("healthcheck.overrides.ssl." + key));
		ConfigurationKeys.of(ProbeProperties.class).forEach((key) -> keys.add("healthcheck.probes.readyz." + key));
		return keys;
	}

}
