package dev.healthcheck.spring.management;

import java.util.Map;
import java.util.function.Supplier;

import dev.healthcheck.spring.failure.ExplainedFailureException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ManagementServerDefaults}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ManagementServerDefaultsTests {

	private final MockEnvironment environment = new MockEnvironment();

	@ParameterizedTest
	@CsvSource({ "'', 8081", "server.port=9000, 8081", "server.port=0, 0", "server.port=8081, 8081",
			"healthcheck.server.port=9090, 9090", "server.port=0 healthcheck.server.port=9090, 9090",
			"management.server.port=9090, 9090", "management.server.port=9090 healthcheck.server.port=9090, 9090",
			"management.server.port=-1, -1", "server.port=0 management.server.port=9090, 9090",
			"healthcheck.server.isolated=false,", "healthcheck.enabled=false,",
			"healthcheck.server.isolated=false healthcheck.server.port=9090," })
	void portIsTheUsersOrADefault(String properties, Integer port) {
		process(properties);
		assertThat(value("management.server.port", Integer.class)).isEqualTo(port);
	}

	@ParameterizedTest
	@CsvSource({ "healthcheck.server.address=127.0.0.1, 127.0.0.1", "'',",
			"management.server.address=127.0.0.1, 127.0.0.1", "healthcheck.server.address=127.0.0.1 server.port=8081,",
			"healthcheck.server.address=127.0.0.1 management.server.port=8080,",
			"healthcheck.server.address=127.0.0.1 server.port=0, 127.0.0.1",
			"healthcheck.server.address=127.0.0.1 healthcheck.server.isolated=false," })
	void addressIsSetOnlyWhereThePortsDiffer(String properties, String address) {
		process(properties);
		assertThat(value("management.server.address", String.class)).isEqualTo(address);
	}

	@ParameterizedTest
	@CsvSource({ "port, 9090, 9091", "port, 8081, -1", "address, 127.0.0.1, 127.0.0.2", "address, ::1, ::2",
			"address, fe80::1%1, fe80::1%2", "address, 127.0.0.1, no.such.host.invalid" })
	void differentValuesForOneSettingStopTheStart(String key, String ours, String boots) {
		assertThatExceptionOfType(ExplainedFailureException.class).isThrownBy(
				() -> process("healthcheck.server.%1$s=%2$s management.server.%1$s=%3$s".formatted(key, ours, boots)))
			.satisfies((ex) -> {
				assertThat(ex.getMessage()).contains("'healthcheck.server." + key + "' is " + ours,
						"'management.server." + key + "' is " + boots);
				assertThat(ex.action()).contains("Remove one");
			});
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, 127.0.0.1", "::1, 0:0:0:0:0:0:0:1", "::1, [::1]", "FD00::0a, fd00:0:0:0:0:0:0:a",
			"::ffff:127.0.0.1, 127.0.0.1", "localhost, localhost", "no.such.host.invalid, no.such.host.invalid" })
	void oneAddressInTwoSpellingsIsOneSetting(String ours, String boots) {
		process("healthcheck.server.address=%s management.server.address=%s".formatted(ours, boots));
		assertThat(value("management.server.address", String.class)).isEqualTo(boots);
	}

	@Test
	void serviceVariableIsIgnoredAndSaidAndTheUsersPortUsed(CapturedOutput output) {
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
					Map.of("HEALTHCHECK_SERVER_PORT", "tcp://10.0.0.1:8081", "HEALTHCHECK_PORT", "tcp://10.0.0.2:80",
							"HEALTHCHECK_STATSD_PORT", "udp://10.0.0.4:8125", "HEALTHCHECK_SERVER_THREADS", "4",
							"OTHER_PORT", "tcp://10.0.0.3:1")));
		process("healthcheck.server.port=9090");
		assertThat(value("management.server.port", Integer.class)).isEqualTo(9090);
		assertThat(value("healthcheck.server.port", Integer.class)).isEqualTo(9090);
		assertThat(value("healthcheck.server.threads", Integer.class)).isEqualTo(4);
		assertThat(this.environment.getProperty("OTHER_PORT")).isEqualTo("tcp://10.0.0.3:1");
		assertThat(output).contains("Ignored the environment variable HEALTHCHECK_SERVER_PORT=tcp://10.0.0.1:8081",
				"Ignored the environment variable HEALTHCHECK_PORT=tcp://10.0.0.2:80",
				"Ignored the environment variable HEALTHCHECK_STATSD_PORT=udp://10.0.0.4:8125");
	}

	@Test
	void portInTheEnvironmentThatIsNoServiceVariableStands(CapturedOutput output) {
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
					Map.of("HEALTHCHECK_SERVER_PORT", "9090")));
		process("");
		assertThat(value("management.server.port", Integer.class)).isEqualTo(9090);
		assertThat(output).doesNotContain("Ignored");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "healthcheck.enabled=maybe", "healthcheck.server.isolated=maybe", "healthcheck.server.port=x" })
	void wrongTypeNamesTheKey(String property) {
		String key = property.substring(0, property.indexOf('='));
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> process(property))
			.satisfies((ex) -> assertThat(ex.getName()).hasToString(key));
	}

	private void process(String properties) {
		for (String property : properties.split(" ")) {
			if (!property.isEmpty()) {
				String[] keyAndValue = property.split("=", 2);
				this.environment.setProperty(keyAndValue[0], keyAndValue[1]);
			}
		}
		new ManagementServerDefaults(Supplier::get).postProcessEnvironment(this.environment, new SpringApplication());
	}

	private <T> @Nullable T value(String key, Class<T> type) {
		return Binder.get(this.environment).bind(key, type).orElse(null);
	}

}
