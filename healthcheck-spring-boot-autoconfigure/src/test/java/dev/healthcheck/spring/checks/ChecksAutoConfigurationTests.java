package dev.healthcheck.spring.checks;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.healthcheck.check.CheckChange;
import dev.healthcheck.check.CheckListener;
import dev.healthcheck.check.CheckOverrides;
import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.spring.groups.GroupsAutoConfiguration;
import dev.healthcheck.spring.indicators.IndicatorsAutoConfiguration;
import dev.healthcheck.spring.maintenance.MaintenanceAutoConfiguration;
import dev.healthcheck.spring.probes.ProbeSet;
import dev.healthcheck.spring.probes.ProbesAutoConfiguration;
import dev.healthcheck.spring.server.ProbeServerAutoConfiguration;
import dev.healthcheck.spring.server.ProbeServerLifecycle;
import dev.healthcheck.spring.startup.StartupAutoConfiguration;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.spring.workers.WorkersAutoConfiguration;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the wiring of checks, workers, maintenance and probes.
 */
class ChecksAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(ChecksAutoConfiguration.class,
			IndicatorsAutoConfiguration.class, StartupAutoConfiguration.class, GroupsAutoConfiguration.class,
			WorkersAutoConfiguration.class, MaintenanceAutoConfiguration.class, ProbesAutoConfiguration.class,
			ProbeServerAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
			HealthEndpointAutoConfiguration.class);

	@TempDir
	private Path directory;

	@Test
	void checksWorkersAndMaintenanceAreContributors() {
		runner().run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(CheckRegistry.class).names()).containsExactlyInAnyOrder("workers", "maintenance",
					"annotated");
			assertThat(contributors(context)).contains("workers", "maintenance", "annotated");
		});
	}

	@Test
	void nothingIsLeftWhenDisabled() {
		runner().withPropertyValues("healthcheck.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(Arrays.stream(context.getBeanDefinitionNames())
				.filter((name) -> !name.contains("Declared"))
				.map((name) -> String.valueOf(context.getType(name))))
				.noneMatch((type) -> type.contains("dev.healthcheck"));
			assertThat(context).doesNotHaveBean(CheckRegistry.class);
		});
	}

	@Test
	void workersAreDisabledByOurPropertyOrBoots() {
		for (String property : List.of("healthcheck.workers.enabled=false",
				"management.health.workers.enabled=false")) {
			runner().withPropertyValues(property)
				.run((context) -> assertThat(context.getBean(CheckRegistry.class).names())
					.containsExactlyInAnyOrder("maintenance", "annotated"));
		}
	}

	@Test
	void maintenanceIsDisabledByOurPropertyOrBoots() {
		for (String property : List.of("healthcheck.maintenance.enabled=false",
				"management.health.maintenance.enabled=false")) {
			runner().withPropertyValues(property)
				.run((context) -> assertThat(contributors(context)).contains("workers", "annotated")
					.doesNotContain("maintenance"));
		}
	}

	@Test
	void checksRunWithoutAWebServer() {
		runner().run((context) -> {
			assertThat(context.getBean(CheckRunnerLifecycle.class).isRunning()).isTrue();
			CheckRegistry checks = context.getBean(CheckRegistry.class);
			Awaitility.await()
				.until(() -> Objects.requireNonNull(checks.verdict("annotated")).status().equals(CheckStatus.UP));
			assertThat(context).hasSingleBean(ProbeSet.class);
		});
	}

	@Test
	void runnerStopsWithTheContext() {
		CheckRunner[] runner = new CheckRunner[1];
		runner().run((context) -> runner[0] = context.getBean(CheckRunnerLifecycle.RUNNER, CheckRunner.class));
		assertThat(runner[0].isRunning()).isFalse();
	}

	@Test
	void runnerIsNotForInjection() {
		runner().withUserConfiguration(Injected.class).run((context) -> {
			assertThat(context.getBean(Injected.class).runner).isNull();
			assertThat(context.getBean(Injected.class).checks).isSameAs(context.getBean("healthcheckRegistry"));
		});
	}

	@Test
	void listenersAreToldOfChanges() {
		runner().withUserConfiguration(Listening.class).run((context) -> {
			List<CheckChange> changes = context.getBean(Listening.class).changes;
			Awaitility.await().until(() -> changes.stream().map(CheckChange::name).toList().contains("annotated"));
			assertThat(changes).filteredOn((change) -> change.name().equals("annotated"))
				.first()
				.satisfies((change) -> assertThat(change.to().status()).isEqualTo(CheckStatus.UP));
		});
	}

	@Test
	void whenABeanIsCreatedByAThreadWithAnotherLoaderThreadsHaveTheLoaderOfTheContext() {
		Thread thread = Thread.currentThread();
		ClassLoader other = thread.getContextClassLoader();
		ClassLoader application = new URLClassLoader(new URL[0], other);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			thread.setContextClassLoader(application);
			context.refresh();
			thread.setContextClassLoader(other);
			DaemonThreadFactory factory = new ChecksAutoConfiguration()
				.healthcheckThreadFactory(context.getBeanFactory());
			assertThat(factory.newThread("any", () -> {
			}).getContextClassLoader()).isSameAs(application);
		}
		finally {
			thread.setContextClassLoader(other);
		}
	}

	@Test
	void reactiveApplicationStarts() {
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withUserConfiguration(Declared.class)
			.withPropertyValues(properties())
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context).hasBean("healthcheckRegistry");
				assertThat(context).hasSingleBean(ProbeServerLifecycle.class);
			});
	}

	@Test
	void checksRunAndProbesAnswerWhenBeansAreLazy() {
		try (RunningApplication application = RunningApplication.start(Declared.class,
				"spring.main.lazy-initialization=true", "management.endpoint.health.show-details=always")) {
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
			assertThat(application.probe("/livez").body()).isEqualTo("ok");
			Awaitility.await().until(() -> application.probe("/actuator/health/annotated").body().contains("it works"));
		}
	}

	@Test
	void overridesOfTheApplicationReplaceThoseOfTheProperties() {
		runner().withBean("theirs", CheckOverrides.class, () -> ChecksAutoConfigurationTests::notCritical)
			.withPropertyValues("healthcheck.overrides.annotated.failure-threshold=7")
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(CheckOverrides.class);
				assertThat(settings(context).critical()).isFalse();
				assertThat(settings(context).failureThreshold()).isEqualTo(2);
			});
	}

	@Test
	void overridesApplyOnlyToTheContextThatHasThem() {
		ApplicationContextRunner theirs = runner().withBean("theirs", CheckOverrides.class,
				() -> ChecksAutoConfigurationTests::notCritical);
		theirs.run((parent) -> runner().withParent(parent)
			.run((child) -> assertThat(settings(child).critical()).as("parent replaces").isTrue()));
		runner().run((parent) -> theirs.withParent(parent)
			.run((child) -> assertThat(settings(child).critical()).as("child replaces").isFalse()));
	}

	private static CheckSettings notCritical(String name, CheckSettings settings) {
		return new CheckSettings(settings.successTtl(), settings.failureTtl(), settings.retryDelay(),
				settings.timeout(), settings.staleAfter(), settings.failureThreshold(), settings.successThreshold(),
				settings.onTimeout(), false);
	}

	private static CheckSettings settings(ApplicationContext context) {
		return Objects.requireNonNull(context.getBean(CheckRegistry.class).settings("annotated"));
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withUserConfiguration(Declared.class)
			.withPropertyValues(properties());
	}

	private String[] properties() {
		return new String[] { "healthcheck.workers.directory=" + this.directory,
				"healthcheck.maintenance.file=" + this.directory.resolve(".maintenance"),
				"management.endpoints.web.exposure.include=*", "healthcheck.server.port=0" };
	}

	private static List<String> contributors(ApplicationContext context) {
		return context.getBean(HealthContributorRegistry.class).stream().map((entry) -> entry.name()).toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class Declared {

		@HealthCheck("annotated")
		String check() {
			return "it works";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Injected {

		final @Nullable CheckRunner runner;

		final CheckRegistry checks;

		Injected(ObjectProvider<CheckRunner> runner, CheckRegistry checks) {
			this.runner = runner.getIfAvailable();
			this.checks = checks;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		final List<CheckChange> changes = new CopyOnWriteArrayList<>();

		@Bean
		CheckListener throwing() {
			return (change) -> {
				throw new IllegalStateException("no listener's business");
			};
		}

		// Injects what the runner is behind of
		@Bean
		CheckListener listener(CheckRegistry checks) {
			return (change) -> {
				if (checks.names().contains(change.name())) {
					this.changes.add(change);
				}
			};
		}

	}

}
