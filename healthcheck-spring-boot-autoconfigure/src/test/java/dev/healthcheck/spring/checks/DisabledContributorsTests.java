package dev.healthcheck.spring.checks;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.spring.appserver.AppServerAutoConfiguration;
import dev.healthcheck.spring.groups.GroupsAutoConfiguration;
import dev.healthcheck.spring.indicators.IndicatorsAutoConfiguration;
import dev.healthcheck.spring.maintenance.MaintenanceAutoConfiguration;
import dev.healthcheck.spring.probes.ProbesAutoConfiguration;
import dev.healthcheck.spring.startup.StartupAutoConfiguration;
import dev.healthcheck.spring.workers.WorkersAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for Spring Boot's properties that disable contributors, or leave them out of
 * readiness, and what is said about it.
 */
@ExtendWith(OutputCaptureExtension.class)
class DisabledContributorsTests {

	private static final Set<String> OURS = Set.of("workers", "maintenance", "server");

	private static final String INCLUDE = "management.endpoint.health.group.readiness.include=";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "healthcheck.workers.required=3", "spring.application.name=plain" })
	void contributorsWhenSpringBootsDefaultsAreDisabledCount(String property, CapturedOutput output) {
		assertChecks(OURS, "management.health.defaults.enabled=false", property);
		assertThat(output).doesNotContain("no effect");
	}

	@ParameterizedTest
	@ValueSource(strings = { "workers", "maintenance", "server" })
	void contributorWhenSpringBootEnablesItAloneCounts(String name) {
		assertChecks(OURS, "management.health.defaults.enabled=false", "management.health." + name + ".enabled=true");
	}

	@ParameterizedTest
	@CsvSource({ "workers, workers.required=3", "workers, workers.enabled=true", "maintenance, maintenance.status=404",
			"server, app-server.stall-after=30s" })
	void contributorWhenSpringBootDisablesItAndAPropertyIsForItWarnsOnce(String name, String property,
			CapturedOutput output) {
		String disabling = "management.health." + name + ".enabled";
		assertChecks(without(name), disabling + "=false", "healthcheck." + property);
		assertThat(output).containsOnlyOnce("'" + disabling + "' is false, so ")
			.containsPattern("'healthcheck." + property.substring(0, property.indexOf('=')) + "'.* has no effect");
	}

	@ParameterizedTest
	@CsvSource({ "server, server.connection-timeout=3s", "workers, workers.service.host=10.0.0.1" })
	void contributorWhenSpringBootDisablesItAndNoPropertyIsForItDoesNotWarn(String name, String property,
			CapturedOutput output) {
		new WebApplicationContextRunner().withBean(DisabledContributorsWarning.class)
			.withPropertyValues("management.health." + name + ".enabled=false", "healthcheck." + property)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("no effect");
	}

	@Test
	void contributorWhenOurPropertyDisablesItDoesNotWarn(CapturedOutput output) {
		assertChecks(without("workers"), "healthcheck.workers.enabled=false", "healthcheck.workers.required=3",
				"management.health.workers.enabled=false");
		assertThat(output).doesNotContain("no effect");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			value = { "readinessState|'workers' and 'maintenance'", "readinessState,workers|'maintenance'",
					"readinessState,maintenance|'workers'", "ping|'workers' and 'maintenance'" })
	void readinessThatLeavesOutOursWarnsOnce(String include, String missing, CapturedOutput output) {
		assertChecks(OURS, INCLUDE + include);
		assertThat(output).containsOnlyOnce("The health group 'readiness' leaves out")
			.contains("leaves out " + missing + ": add");
	}

	@Test
	void readinessThatLeavesOutOursWarnsWhenSpringBootsProbesAreDisabled(CapturedOutput output) {
		assertChecks(OURS, INCLUDE + "ping", "management.endpoint.health.probes.enabled=false");
		assertThat(output).containsOnlyOnce("The health group 'readiness' leaves out 'workers' and 'maintenance'");
	}

	@Test
	void readinessThatIncludesTheApplicationsContributorOfThatNameWarnsOfOurs(CapturedOutput output) {
		runner(INCLUDE + "workers,maintenance")
			.withBean("workersHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).containsOnlyOnce("The health group 'readiness' leaves out 'healthcheckWorkers': add");
	}

	@ParameterizedTest
	@ValueSource(strings = { INCLUDE + "*", INCLUDE + "readinessState,workers,maintenance",
			"management.endpoint.health.group.readiness.exclude=maintenance",
			"management.endpoint.health.group.readiness.show-details=always" })
	void readinessThatLeavesOutNothingOrNamesWhatItExcludesDoesNotWarn(String property, CapturedOutput output) {
		runner(property).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("leaves out");
	}

	@Test
	void readinessThatLeavesOutWhatIsDisabledDoesNotWarn(CapturedOutput output) {
		runner(INCLUDE + "readinessState", "healthcheck.workers.enabled=false",
				"management.health.maintenance.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("leaves out");
	}

	private static Set<String> without(String name) {
		return OURS.stream().filter((other) -> !other.equals(name)).collect(Collectors.toSet());
	}

	private void assertChecks(Set<String> names, String... properties) {
		runner(properties).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(CheckRegistry.class).names()).filteredOn(OURS::contains)
				.containsExactlyInAnyOrderElementsOf(names);
		});
	}

	private WebApplicationContextRunner runner(String... properties) {
		return new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withConfiguration(AutoConfigurations.of(ChecksAutoConfiguration.class, GroupsAutoConfiguration.class,
					IndicatorsAutoConfiguration.class, WorkersAutoConfiguration.class,
					MaintenanceAutoConfiguration.class, AppServerAutoConfiguration.class,
					StartupAutoConfiguration.class, ProbesAutoConfiguration.class,
					ApplicationAvailabilityAutoConfiguration.class, AvailabilityProbesAutoConfiguration.class,
					HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
					TomcatServletWebServerAutoConfiguration.class))
			.withBean("ping", HealthIndicator.class, () -> () -> Health.up().build())
			.withPropertyValues("server.port=0", "healthcheck.workers.directory=" + this.directory,
					"healthcheck.maintenance.file=" + this.directory.resolve(".maintenance"))
			.withPropertyValues(properties);
	}

}
