package dev.healthcheck.spring.server;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServiceVariables}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ServiceVariablesTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void serviceVariableIsIgnoredAndSaidAndTheUsersPortUsed(CapturedOutput output) {
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
					Map.of("HEALTHCHECK_SERVER_PORT", "tcp://10.0.0.1:8081", "HEALTHCHECK_PORT", "tcp://10.0.0.2:80",
							"HEALTHCHECK_STATSD_PORT", "udp://10.0.0.4:8125", "HEALTHCHECK_SERVER_THREADS", "4",
							"OTHER_PORT", "tcp://10.0.0.3:1")));
		process("healthcheck.server.port=9090");
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
		assertThat(value("healthcheck.server.port", Integer.class)).isEqualTo(9090);
		assertThat(output).doesNotContain("Ignored");
	}

	private void process(String properties) {
		for (String property : properties.split(" ")) {
			if (!property.isEmpty()) {
				String[] keyAndValue = property.split("=", 2);
				this.environment.setProperty(keyAndValue[0], keyAndValue[1]);
			}
		}
		new ServiceVariables(Supplier::get).postProcessEnvironment(this.environment, new SpringApplication());
	}

	private <T> @Nullable T value(String key, Class<T> type) {
		return Binder.get(this.environment).bind(key, type).orElse(null);
	}

}
