package dev.healthcheck.spring.groups;

import dev.healthcheck.spring.checks.ChecksAutoConfiguration;
import dev.healthcheck.spring.checks.OwnContributors;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} for the health groups of readiness and
 * liveness.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ChecksAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = { "healthcheck.enabled", "management.endpoint.health.probes.enabled" },
		matchIfMissing = true)
public final class GroupsAutoConfiguration {

	GroupsAutoConfiguration() {
	}

	@Bean
	AvailabilityGroupsPostProcessor healthcheckGroupsPostProcessor(Environment environment, OwnContributors own) {
		return new AvailabilityGroupsPostProcessor(environment, own);
	}

}
