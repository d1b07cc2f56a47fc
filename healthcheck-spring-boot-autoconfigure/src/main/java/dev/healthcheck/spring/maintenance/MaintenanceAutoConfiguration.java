package dev.healthcheck.spring.maintenance;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.check.OnTimeout;
import dev.healthcheck.maintenance.MaintenanceCheck;
import dev.healthcheck.maintenance.MaintenanceFile;
import dev.healthcheck.maintenance.MaintenanceSwitch;
import dev.healthcheck.spring.checks.CheckRunnerLifecycle;
import dev.healthcheck.spring.checks.ChecksAutoConfiguration;
import dev.healthcheck.spring.checks.HealthEvents;
import dev.healthcheck.spring.checks.OnFreeEndpointId;
import dev.healthcheck.spring.checks.OwnContributors;
import dev.healthcheck.spring.properties.HealthcheckProperties;
import dev.healthcheck.thread.DaemonThreadFactory;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * {@link AutoConfiguration Auto-configuration} for the maintenance file.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ChecksAutoConfiguration.class, before = HealthContributorRegistryAutoConfiguration.class)
@ConditionalOnBooleanProperty(
		name = { "healthcheck.enabled", "healthcheck.maintenance.enabled", "management.health.maintenance.enabled" },
		matchIfMissing = true)
public final class MaintenanceAutoConfiguration {

	MaintenanceAutoConfiguration() {
	}

	@Bean(name = OwnContributors.MAINTENANCE_BEAN, defaultCandidate = false)
	MaintenanceHealthIndicator healthcheckMaintenance(@Qualifier(CheckRunnerLifecycle.RUNNER) CheckRunner runner,
			HealthcheckProperties properties, DaemonThreadFactory threads) {
		return new MaintenanceHealthIndicator(runner,
				new MaintenanceCheck(new MaintenanceFile(properties.maintenance().path())),
				CheckSettings.polling(properties.maintenance().scanInterval(), OnTimeout.keep()),
				new CheckThreads("healthcheck-maintenance", 1, threads));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnAvailableEndpoint(MaintenanceEndpoint.class)
	@Conditional(OnFreeEndpointId.class)
	static class EndpointConfiguration {

		@Bean
		@ConditionalOnMissingBean
		MaintenanceEndpoint healthcheckMaintenanceEndpoint(
				@Qualifier(OwnContributors.MAINTENANCE_BEAN) MaintenanceHealthIndicator indicator,
				HealthcheckProperties properties, HealthEvents events) {
			return new MaintenanceEndpoint(indicator, new MaintenanceSwitch(properties.maintenance().path()),
					events::publish);
		}

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnAvailableEndpoint(endpoint = MaintenanceEndpoint.class, exposure = EndpointExposure.WEB)
		MaintenanceEndpoint.WebExtension healthcheckMaintenanceEndpointWebExtension(MaintenanceEndpoint endpoint) {
			return new MaintenanceEndpoint.WebExtension(endpoint);
		}

	}

}
