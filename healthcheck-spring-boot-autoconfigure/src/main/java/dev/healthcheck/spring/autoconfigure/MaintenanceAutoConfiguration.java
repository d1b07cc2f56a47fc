package dev.healthcheck.spring.autoconfigure;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.check.OnTimeout;
import dev.healthcheck.maintenance.MaintenanceCheck;
import dev.healthcheck.maintenance.MaintenanceFile;
import dev.healthcheck.spring.health.CheckHealthIndicator;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for maintenance by a file.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = HealthcheckAutoConfiguration.class,
		before = HealthContributorRegistryAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = { "healthcheck.enabled", "healthcheck.maintenance.enabled" },
		matchIfMissing = true)
@ConditionalOnEnabledHealthIndicator("maintenance")
public final class MaintenanceAutoConfiguration {

	private static final String NAME = "maintenance";

	MaintenanceAutoConfiguration() {
	}

	@Bean
	CheckHealthIndicator maintenanceHealthIndicator(@Qualifier(HealthcheckAutoConfiguration.RUNNER) CheckRunner runner,
			HealthcheckProperties properties) {
		MaintenanceProperties maintenance = properties.getMaintenance();
		runner.register(NAME,
				new MaintenanceCheck(
						new MaintenanceFile(Require.path("healthcheck.maintenance.file", maintenance.getFile()))),
				CheckSettings.polling(maintenance.getScanInterval(), OnTimeout.keep()),
				new CheckThreads("healthcheck-maintenance", 1));
		return new CheckHealthIndicator(runner, NAME);
	}

}
