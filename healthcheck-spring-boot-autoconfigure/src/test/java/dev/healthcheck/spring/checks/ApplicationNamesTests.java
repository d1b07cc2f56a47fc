package dev.healthcheck.spring.checks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.probe.ProbeMember;
import dev.healthcheck.spring.appserver.AppServerAutoConfiguration;
import dev.healthcheck.spring.groups.GroupsAutoConfiguration;
import dev.healthcheck.spring.indicators.IndicatorsAutoConfiguration;
import dev.healthcheck.spring.maintenance.MaintenanceAutoConfiguration;
import dev.healthcheck.spring.metrics.MetricsAutoConfiguration;
import dev.healthcheck.spring.probes.ProbeSet;
import dev.healthcheck.spring.probes.ProbesAutoConfiguration;
import dev.healthcheck.spring.startup.StartupAutoConfiguration;
import dev.healthcheck.spring.workers.WorkersAutoConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for contributors and groups of an application that have names of ours.
 */
@ExtendWith(OutputCaptureExtension.class)
class ApplicationNamesTests {

	private static final List<String> OURS = List.of("workers", "maintenance", "server", "startupState");

	private static final HealthIndicator THEIRS = () -> Health.down().withDetail("whose", "theirs").build();

	@TempDir
	private Path directory;

	static Stream<String> ours() {
		return OURS.stream();
	}

	static Stream<String> beans() {
		return Stream.concat(OURS.stream(), Stream.of("startup"))
			.flatMap((name) -> Stream.of(name, name + "HealthIndicator", name + "HealthContributor",
					name + "HEALTHINDICATOR"));
	}

	@ParameterizedTest
	@MethodSource("beans")
	void contributorWhenItsNameIsOursIsTheApplications(String beanName) {
		String name = beanName.replaceAll("(?i)Health(Indicator|Contributor)", "");
		runner().withBean(beanName, HealthIndicator.class, () -> THEIRS).run((context) -> {
			assertThat(context).hasNotFailed();
			assertTheirs(context, name);
		});
	}

	@ParameterizedTest
	@MethodSource("ours")
	void contributorWhenItsNameIsOursIsNoMemberOfReadinessButOursIs(String name, CapturedOutput output) {
		runner().withBean(name + "HealthIndicator", HealthIndicator.class, () -> THEIRS).run((context) -> {
			String other = "healthcheck" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
			assertThat(components(context)).containsKeys(name, other);
			assertThat(components(context, "readiness")).doesNotContainKey(name);
			if (!name.equals("startupState")) {
				assertThat(components(context, "readiness")).containsKey(other);
				assertThat(context.getBean(CheckRegistry.class).names()).contains(name, name + "-2");
			}
			assertThat(output).containsOnlyOnce("health contributor or group named '" + name + "'")
				.contains("contributor of healthcheck is named '" + other + "'");
		});
	}

	@Test
	void maintenanceFileWhenTheApplicationHasAContributorOfThatNameCounts() throws Exception {
		Path file = Files.createFile(this.directory.resolve(".maintenance"));
		runner().withBean("maintenanceHealthIndicator", HealthIndicator.class, () -> THEIRS).run((context) -> {
			awaitMaintenance(context, "MAINTENANCE");
			Files.delete(file);
			awaitMaintenance(context, "UP");
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void startupProbeWhenTheApplicationHasContributorsOfThatNameReportsOnOurs(boolean boots) {
		runner().withBean("startupHealthIndicator", HealthIndicator.class, () -> THEIRS)
			.withBean("startupStateHealthIndicator", HealthIndicator.class, () -> THEIRS)
			.withPropertyValues("management.endpoint.health.probes.enabled=" + boots)
			.run((context) -> assertThat(context.getBean(ProbeSet.class).all())
				.filteredOn((probe) -> probe.path().equals("/startupz"))
				.flatExtracting((probe) -> probe.reports().get().members())
				.extracting(ProbeMember::name, ProbeMember::starting)
				.containsExactly(tuple("healthcheckStartupState", true)));
	}

	@ParameterizedTest
	@MethodSource("ours")
	void compositeWhenItsNameIsOursIsTheApplications(String name) {
		CompositeHealthContributor composite = CompositeHealthContributor.fromMap(Map.of("theirs", THEIRS));
		runner().withBean(name, CompositeHealthContributor.class, () -> composite)
			.run((context) -> Awaitility.await()
				.untilAsserted(() -> assertThat(health(context, name)).isInstanceOf(CompositeHealthDescriptor.class)));
	}

	@ParameterizedTest
	@MethodSource("ours")
	void reactiveContributorWhenItsNameIsOursIsTheApplications(String name) {
		runner().withBean(name, ReactiveHealthIndicator.class, () -> () -> Mono.fromSupplier(THEIRS::health))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertTheirs(context, name);
			});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void contributorThatIsRegisteredLaterUnderOurNamesIsTheApplications(boolean isolate) {
		runner().withPropertyValues("healthcheck.indicators.isolate=" + isolate).run((context) -> {
			HealthContributorRegistry registry = context.getBean(HealthContributorRegistry.class);
			Stream.concat(OURS.stream(), Stream.of("startup")).forEach((name) -> {
				registry.registerContributor(name, THEIRS);
				assertTheirs(context, name);
			});
			assertThat(components(context, "readiness")).containsOnlyKeys("readinessState", "healthcheckWorkers",
					"healthcheckMaintenance", "healthcheckServer");
		});
	}

	@Test
	void reactiveContributorThatIsRegisteredLaterUnderOurNamesIsTheApplications() {
		runner().run((context) -> {
			ReactiveHealthContributorRegistry registry = context.getBean(ReactiveHealthContributorRegistry.class);
			for (String name : OURS) {
				ReactiveHealthIndicator theirs = () -> Mono.fromSupplier(THEIRS::health);
				registry.registerContributor(name, theirs);
				assertTheirs(context, name);
			}
		});
	}

	@Test
	void contributorThatIsRegisteredAfterOursWasRemovedIsNoMemberOfReadiness() {
		runner().run((context) -> {
			HealthContributorRegistry registry = context.getBean(HealthContributorRegistry.class);
			registry.unregisterContributor("workers");
			registry.registerContributor("workers", THEIRS);
			assertTheirs(context, "workers");
			assertThat(components(context, "readiness")).containsOnlyKeys("readinessState", "maintenance", "server");
		});
	}

	@ParameterizedTest
	@MethodSource("ours")
	void groupWhenItsNameIsOursIsTheApplications(String name) {
		runner().withBean("theirs", HealthIndicator.class, () -> THEIRS)
			.withPropertyValues("management.endpoint.health.group." + name + ".include=theirs")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(components(context, name)).containsOnlyKeys("theirs");
			});
	}

	@Test
	void contributorWhenOursIsDisabledIsNoMemberOfReadiness() {
		runner().withBean("workersHealthIndicator", HealthIndicator.class, () -> THEIRS)
			.withPropertyValues("healthcheck.workers.enabled=false")
			.run((context) -> assertThat(components(context, "readiness")).containsOnlyKeys("readinessState",
					"maintenance", "server"));
	}

	@Test
	void groupsOfTheHealthEndpointAreThoseOfSpringBoot() {
		runner().run((context) -> assertThat(context.getBean(HealthEndpointGroups.class).getNames())
			.containsExactlyInAnyOrder("liveness", "readiness"));
	}

	@Test
	void groupStartupWhenItIsDefinedHasOurState() {
		runner().withPropertyValues("management.endpoint.health.group.startup.include=startupState")
			.run((context) -> assertThat(components(context, "startup")).containsOnlyKeys("startupState"));
	}

	@Test
	void injectedContributorsAreThoseOfTheApplicationAndSpringBoot() {
		runner().withUserConfiguration(Injected.class)
			.run((context) -> assertThat(context.getBean(Injected.class).contributors)
				.containsOnlyKeys("livenessStateHealthIndicator", "readinessStateHealthIndicator"));
	}

	private WebApplicationContextRunner runner() {
		return new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withConfiguration(AutoConfigurations.of(ChecksAutoConfiguration.class, GroupsAutoConfiguration.class,
					IndicatorsAutoConfiguration.class, WorkersAutoConfiguration.class,
					MaintenanceAutoConfiguration.class, AppServerAutoConfiguration.class,
					StartupAutoConfiguration.class, ProbesAutoConfiguration.class, MetricsAutoConfiguration.class,
					ApplicationAvailabilityAutoConfiguration.class, AvailabilityProbesAutoConfiguration.class,
					HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
					TomcatServletWebServerAutoConfiguration.class))
			.withPropertyValues("server.port=0", "healthcheck.workers.directory=" + this.directory,
					"healthcheck.maintenance.file=" + this.directory.resolve(".maintenance"),
					"healthcheck.maintenance.scan-interval=50ms");
	}

	private static void assertTheirs(ApplicationContext context, String name) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(((IndicatedHealthDescriptor) health(context, name)).getDetails())
				.containsEntry("whose", "theirs"));
	}

	private static void awaitMaintenance(ApplicationContext context, String status) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(components(context, "readiness")).extractingByKey("healthcheckMaintenance")
				.extracting(HealthDescriptor::getStatus)
				.isEqualTo(new Status(status)));
	}

	private static Map<String, HealthDescriptor> components(ApplicationContext context, String... path) {
		return Objects.requireNonNull(((CompositeHealthDescriptor) health(context, path)).getComponents());
	}

	private static HealthDescriptor health(ApplicationContext context, String... path) {
		return Objects.requireNonNull(context.getBean(HealthEndpoint.class).healthForPath(path));
	}

	@Configuration(proxyBeanMethods = false)
	static class Injected {

		final Map<String, HealthContributor> contributors;

		Injected(Map<String, HealthContributor> contributors) {
			this.contributors = contributors;
		}

	}

}
