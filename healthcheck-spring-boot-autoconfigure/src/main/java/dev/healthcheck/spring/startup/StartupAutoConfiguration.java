package dev.healthcheck.spring.startup;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.spring.checks.CheckRunnerLifecycle;
import dev.healthcheck.spring.checks.ChecksAutoConfiguration;
import dev.healthcheck.spring.checks.NamedKeys;
import dev.healthcheck.spring.checks.OwnContributors;
import dev.healthcheck.spring.properties.HealthcheckProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} for the readiness of the application, and
 * for {@link WarmUp} beans.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ChecksAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class },
		before = HealthContributorRegistryAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "healthcheck.enabled", matchIfMissing = true)
@ImportRuntimeHints(OptionalClass.Hints.class)
public final class StartupAutoConfiguration {

	StartupAutoConfiguration() {
	}

	// Before properties are bound: binding would report an unknown key without successor
	@Bean
	static BeanFactoryPostProcessor healthcheckRemovedProperties(Environment environment) {
		return (beanFactory) -> RemovedProperties.requireNone(environment);
	}

	@Bean
	ApplicationReadiness healthcheckApplicationReadiness(ConfigurableApplicationContext context,
			ObjectProvider<ApplicationAvailability> availability,
			@Qualifier(CheckRunnerLifecycle.RUNNER) CheckRunner runner, ObjectProvider<NamedKeys> names) {
		return new ApplicationReadiness(context, availability.getIfAvailable(), (readiness) -> {
			if (!readiness.isStarting()) {
				runner.ready();
				names.forEach(NamedKeys::warnOfUnused);
			}
			// Also publishes the change and updates this process's file
			runner.refresh(OwnContributors.WORKERS);
		});
	}

	@Bean(defaultCandidate = false)
	@ConditionalOnBooleanProperty(name = "management.endpoint.health.probes.enabled", matchIfMissing = true)
	@ConditionalOnBean(ApplicationAvailability.class)
	StartupStateHealthIndicator healthcheckStartupState(ApplicationAvailability availability,
			ApplicationReadiness readiness) {
		return new StartupStateHealthIndicator(availability, readiness);
	}

	// Without a condition: auto-configurations that come later may have warm-ups, too
	@Bean
	WarmUpRunner healthcheckWarmUpRunner(ApplicationContext context, HealthcheckProperties properties) {
		return new WarmUpRunner(() -> warmUps(context), properties.warmUp().retryDelay(), context);
	}

	private static Map<String, WarmUp> warmUps(ApplicationContext context) {
		IdentityHashMap<WarmUp, String> names = new IdentityHashMap<>();
		context.getBeansOfType(WarmUp.class).forEach((name, warmUp) -> names.put(warmUp, name));
		Map<String, WarmUp> warmUps = new LinkedHashMap<>();
		// The parent context runs its own
		context.getBeanProvider(WarmUp.class)
			.orderedStream()
			.filter(names::containsKey)
			.forEach((warmUp) -> warmUps.put(names.get(warmUp), warmUp));
		return warmUps;
	}

}
