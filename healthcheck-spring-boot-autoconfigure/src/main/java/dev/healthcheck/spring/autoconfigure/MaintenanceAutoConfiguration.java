package dev.healthcheck.spring.autoconfigure;

import java.nio.file.Path;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.check.OnTimeout;
import dev.healthcheck.maintenance.MaintenanceCheck;
import dev.healthcheck.maintenance.MaintenanceFile;
import dev.healthcheck.maintenance.MaintenanceSwitch;
import dev.healthcheck.spring.health.HealthEvents;
import dev.healthcheck.spring.health.MaintenanceHealthIndicator;
import dev.healthcheck.spring.maintenance.MaintenanceEndpoint;
import dev.healthcheck.spring.maintenance.MaintenanceEndpointWebExtension;
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
 * {@link AutoConfiguration Auto-configuration} for maintenance by a file.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = HealthcheckAutoConfiguration.class,
		before = HealthContributorRegistryAutoConfiguration.class)
@ConditionalOnBooleanProperty(
		name = { "healthcheck.enabled", "healthcheck.maintenance.enabled", "management.health.maintenance.enabled" },
		matchIfMissing = true)
public final class MaintenanceAutoConfiguration {

	MaintenanceAutoConfiguration() {
	}

	@Bean(name = HealthcheckAutoConfiguration.MAINTENANCE, defaultCandidate = false)
	MaintenanceHealthIndicator healthcheckMaintenance(
			@Qualifier(HealthcheckAutoConfiguration.RUNNER) CheckRunner runner, HealthcheckProperties properties,
			DaemonThreadFactory threads) {
		return new MaintenanceHealthIndicator(runner, new MaintenanceCheck(new MaintenanceFile(file(properties))),
				CheckSettings.polling(properties.getMaintenance().getScanInterval(), OnTimeout.keep()),
				new CheckThreads("healthcheck-maintenance", 1, threads));
	}

	private static Path file(HealthcheckProperties properties) {
		return Require.path("healthcheck.maintenance.file", properties.getMaintenance().getFile());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnAvailableEndpoint(MaintenanceEndpoint.class)
	@Conditional(OnFreeEndpointId.class)
	static class EndpointConfiguration {

		@Bean
		@ConditionalOnMissingBean
		MaintenanceEndpoint healthcheckMaintenanceEndpoint(
				@Qualifier(HealthcheckAutoConfiguration.MAINTENANCE) MaintenanceHealthIndicator indicator,
				HealthcheckProperties properties, HealthEvents events) {
			return new MaintenanceEndpoint(indicator, new MaintenanceSwitch(file(properties)), events::publish);
		}

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnAvailableEndpoint(endpoint = MaintenanceEndpoint.class, exposure = EndpointExposure.WEB)
		MaintenanceEndpointWebExtension healthcheckMaintenanceEndpointWebExtension(MaintenanceEndpoint endpoint) {
			return new MaintenanceEndpointWebExtension(endpoint);
		}

	}

}
