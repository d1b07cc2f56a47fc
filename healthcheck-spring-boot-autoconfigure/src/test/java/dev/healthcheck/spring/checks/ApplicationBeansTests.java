package dev.healthcheck.spring.checks;

import java.nio.file.Path;
import java.util.stream.Stream;

import dev.healthcheck.spring.groups.GroupsAutoConfiguration;
import dev.healthcheck.spring.indicators.IndicatorsAutoConfiguration;
import dev.healthcheck.spring.maintenance.MaintenanceAutoConfiguration;
import dev.healthcheck.spring.maintenance.MaintenanceEndpoint;
import dev.healthcheck.spring.startup.StartupAutoConfiguration;
import dev.healthcheck.spring.test.FailedStart;
import dev.healthcheck.spring.workers.WorkersAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.annotation.DiscoveredEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for beans and endpoints of an application that have names of ours.
 */
@ExtendWith(OutputCaptureExtension.class)
class ApplicationBeansTests {

	@TempDir
	private Path directory;

	static Stream<Arguments> ownEndpoints() {
		return Stream.of(
				Arguments.of("maintenance", OwnEndpoint.class, MaintenanceEndpoint.class, ChecksEndpoint.class),
				Arguments.of("maintenance", OwnWebEndpoint.class, MaintenanceEndpoint.class, ChecksEndpoint.class),
				Arguments.of("checks", OwnChecks.class, ChecksEndpoint.class, MaintenanceEndpoint.class),
				Arguments.of("checks", OwnWebChecks.class, ChecksEndpoint.class, MaintenanceEndpoint.class));
	}

	@ParameterizedTest
	@MethodSource("ownEndpoints")
	void endpointWhenTheApplicationHasOneOfThatIdIsTheApplications(String id, Class<?> type, Class<?> replaced,
			Class<?> kept) {
		runner().withUserConfiguration(type).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(replaced).hasSingleBean(kept);
			assertThat(endpoint(id, context.getBean(WebEndpointsSupplier.class))).isInstanceOf(type);
		});
	}

	@Test
	void beanOfTheEndpointOfChecksThatTheApplicationHasReplacesOurs() {
		runner().withBean("theirs", ChecksEndpoint.class, () -> new ChecksEndpoint(mock())).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBeanNamesForType(ChecksEndpoint.class)).containsExactly("theirs");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "maintenanceEndpoint", "maintenanceEndpointWebExtension", "workers", "maintenance",
			"server", "maintenanceHealthIndicator", "checks", "checksEndpoint" })
	void beanOfAnotherTypeThatHasAUsualNameIsTheApplications(String name) {
		runner().withBean(name, StringBuilder.class, () -> new StringBuilder("theirs")).run((context) -> {
			assertThat(context).hasNotFailed()
				.hasSingleBean(MaintenanceEndpoint.class)
				.hasSingleBean(ChecksEndpoint.class);
			assertThat(context.getBean(name)).hasToString("theirs");
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { Runner.class, Workers.class })
	void beanThatHasTheNameOfABeanOfOursIsExplained(Class<?> configuration, CapturedOutput output) {
		FailedStart.of(configuration, "healthcheck.server.enabled=false");
		assertThat(output)
			.contains("APPLICATION FAILED TO START", configuration.getName(), "The bean 'healthcheckW",
					"has the name of a bean of the healthcheck starter", "Rename the bean of the application")
			.doesNotContain("allow-bean-definition-overriding");
	}

	@Test
	void contributorsThatHaveBothNamesOfOursAreExplained(CapturedOutput output) {
		FailedStart.of(BothNames.class, "healthcheck.server.enabled=false");
		assertThat(output).contains("APPLICATION FAILED TO START",
				"health contributors or groups named 'workers' and 'healthcheckWorkers'", "Rename one of them");
	}

	@ParameterizedTest
	@ValueSource(classes = { WorkersCheck.class, MaintenanceCheck.class, StartupStateCheck.class })
	void checkThatHasTheNameOfAContributorOfOursIsExplained(Class<?> configuration, CapturedOutput output) {
		FailedStart.of(configuration, "healthcheck.server.enabled=false");
		assertThat(output).contains("APPLICATION FAILED TO START", configuration.getName() + ".check",
				"one of healthcheck's own", "Give one of them another name");
	}

	private WebApplicationContextRunner runner() {
		return new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class,
					WebEndpointAutoConfiguration.class, ChecksAutoConfiguration.class,
					IndicatorsAutoConfiguration.class, StartupAutoConfiguration.class, GroupsAutoConfiguration.class,
					WorkersAutoConfiguration.class, MaintenanceAutoConfiguration.class,
					HealthContributorRegistryAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=*",
					"healthcheck.workers.directory=" + this.directory,
					"healthcheck.maintenance.file=" + this.directory.resolve(".maintenance"));
	}

	private static Object endpoint(String id, WebEndpointsSupplier endpoints) {
		return endpoints.getEndpoints()
			.stream()
			.filter((endpoint) -> endpoint.getEndpointId().equals(EndpointId.of(id)))
			.map((endpoint) -> ((DiscoveredEndpoint<?>) endpoint).getEndpointBean())
			.findFirst()
			.orElseThrow();
	}

	@Endpoint(id = "maintenance")
	static class OwnEndpoint {

		@ReadOperation
		String read() {
			return "theirs";
		}

	}

	@Endpoint(id = "checks")
	static class OwnChecks {

		@ReadOperation
		String read() {
			return "theirs";
		}

	}

	@WebEndpoint(id = "check-s")
	static class OwnWebChecks {

		@ReadOperation
		String read() {
			return "theirs";
		}

	}

	@WebEndpoint(id = "main-tenance")
	static class OwnWebEndpoint {

		@ReadOperation
		String read() {
			return "theirs";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Runner {

		@Bean
		String healthcheckWorkers() {
			return "theirs";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Workers {

		@Bean
		HealthIndicator healthcheckWorkers() {
			return () -> Health.up().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BothNames {

		@Bean
		HealthIndicator workersHealthIndicator() {
			return () -> Health.up().build();
		}

		@Bean
		HealthIndicator healthcheckWorkersHealthIndicator() {
			return () -> Health.up().build();
		}

	}

	static class WorkersCheck {

		@HealthCheck("workers")
		boolean check() {
			return true;
		}

	}

	static class MaintenanceCheck {

		@HealthCheck("maintenance")
		boolean check() {
			return true;
		}

	}

	static class StartupStateCheck {

		@HealthCheck("startupState")
		boolean check() {
			return true;
		}

	}

}
