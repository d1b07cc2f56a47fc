package dev.healthcheck.spring.startup;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.healthcheck.spring.failure.ExplainedFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RemovedProperties}.
 */
class RemovedPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StartupAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(strings = { "HEALTHCHECK_STATSD_ALLOW", "HEALTHCHECK_STATSD_ALLOW_0" })
	void environmentVariableIsFound(String name) {
		withEnvironment(Map.of(name, "10.0.0.0/8")).run((context) -> {
			ExplainedFailureException failure = failure(context);
			assertThat(failure).hasMessageContainingAll("These properties were removed", "healthcheck.statsd.allow",
					" = 10.0.0.0/8", name);
			assertThat(failure.action()).contains("'healthcheck.statsd.allow': ", "set 'healthcheck.statsd.host'");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "HEALTHCHECK_SERVER_RESERVEDTHREADS", "HEALTHCHECK_SERVER_RESERVED_THREADS" })
	void environmentVariableForAKeyWithADashIsFound(String name) {
		withEnvironment(Map.of(name, "3"))
			.run((context) -> assertThat(failure(context)).hasMessageContaining("healthcheck.server.reserved-threads"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "healthcheck.server.on-stall", "healthcheck.server.onStall", "healthcheck.server.on_stall" })
	void systemPropertyIsFound(String key) {
		this.runner.withSystemProperties(key + "=down")
			.run((context) -> assertThat(failure(context).action()).contains("'healthcheck.app-server.on-stall'"));
	}

	@Test
	void listInYamlIsFound() throws Exception {
		ByteArrayResource yaml = new ByteArrayResource(
				"healthcheck.statsd.allow:\n- 10.0.0.0/8\n- 127.0.0.1\n".getBytes(StandardCharsets.UTF_8));
		PropertySource<?> source = new YamlPropertySourceLoader().load("yaml", yaml).get(0);
		this.runner.withInitializer((context) -> context.getEnvironment().getPropertySources().addLast(source))
			.run((context) -> assertThat(failure(context))
				.hasMessageContainingAll("healthcheck.statsd.allow[0] = 10.0.0.0/8", "2:3"));
	}

	@Test
	void everyRemovedPropertyIsNamed() {
		withEnvironment(Map.of("HEALTHCHECK_STATSD_ALLOW", "10.0.0.0/8"))
			.withPropertyValues("healthcheck.server.isolated=false")
			.run((context) -> assertThat(failure(context)).hasMessageContainingAll("healthcheck.statsd.allow",
					"healthcheck.server.isolated"));
	}

	@Test
	void otherPropertiesAreNotFound() {
		withEnvironment(Map.of("HEALTHCHECK_STATSD_HOST", "127.0.0.1", "STATSD_ALLOW", "10.0.0.0/8"))
			.withPropertyValues("healthcheck.app-server.on-stall=down")
			.run((context) -> assertThat(context.getStartupFailure()).isNotNull()
				.isNotInstanceOf(ExplainedFailureException.class));
	}

	@Test
	void whenDisabledNothingIsLookedFor() {
		withEnvironment(Map.of("HEALTHCHECK_STATSD_ALLOW", "10.0.0.0/8"))
			.withPropertyValues("healthcheck.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private ApplicationContextRunner withEnvironment(Map<String, Object> variables) {
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		return this.runner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.replace(name, new SystemEnvironmentPropertySource(name, variables)));
	}

	private static ExplainedFailureException failure(AssertableApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		assertThat(failure).isInstanceOf(ExplainedFailureException.class);
		return (ExplainedFailureException) failure;
	}

}
