package dev.healthcheck.spring.autoconfigure;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.healthcheck.spring.health.ApplicationReadiness;
import dev.healthcheck.spring.health.StartupStateHealthIndicator;
import dev.healthcheck.spring.startup.WarmUp;
import dev.healthcheck.spring.startup.WarmUpRunner;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for what must have finished before the
 * application is ready, and for telling whether it ever was.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { HealthcheckAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class },
		before = HealthContributorRegistryAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "healthcheck.enabled", matchIfMissing = true)
public final class StartupAutoConfiguration {

	StartupAutoConfiguration() {
	}

	@Bean(defaultCandidate = false)
	@ConditionalOnBooleanProperty(name = "management.endpoint.health.probes.enabled", matchIfMissing = true)
	@ConditionalOnBean(ApplicationAvailability.class)
	StartupStateHealthIndicator healthcheckStartupState(ApplicationAvailability availability,
			ApplicationReadiness readiness) {
		return new StartupStateHealthIndicator(availability, readiness);
	}

	@Bean
	@ConditionalOnBean(value = WarmUp.class, search = SearchStrategy.CURRENT)
	WarmUpRunner healthcheckWarmUpRunner(ApplicationContext context, HealthcheckProperties properties) {
		IdentityHashMap<WarmUp, String> names = new IdentityHashMap<>();
		context.getBeansOfType(WarmUp.class).forEach((name, warmUp) -> names.put(warmUp, name));
		Map<String, WarmUp> warmUps = new LinkedHashMap<>();
		// Those of a parent are the parent's to run
		context.getBeanProvider(WarmUp.class)
			.orderedStream()
			.filter(names::containsKey)
			.forEach((warmUp) -> warmUps.put(names.get(warmUp), warmUp));
		return new WarmUpRunner(warmUps, properties.getWarmUp().getRetryDelay(), context);
	}

}
