package dev.healthcheck.spring.autoconfigure;

import javax.sql.DataSource;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.spring.health.DataSourcePools;
import dev.healthcheck.spring.health.HealthDetails;
import dev.healthcheck.spring.health.IndicatorIsolation;
import dev.healthcheck.spring.health.ResourcePools;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * {@link AutoConfiguration Auto-configuration} for running health indicators in the
 * background.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = HealthcheckAutoConfiguration.class,
		before = HealthContributorRegistryAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "healthcheck.enabled", matchIfMissing = true)
@Conditional(OnIsolation.class)
public final class IndicatorIsolationAutoConfiguration {

	IndicatorIsolationAutoConfiguration() {
	}

	@Bean
	NamedKeys healthcheckExcludedNames(HealthcheckProperties properties) {
		return new NamedKeys("healthcheck.indicators.exclude", properties.getIndicators().getExclude());
	}

	@Bean
	IndicatorIsolation healthcheckIndicatorIsolation(@Qualifier(HealthcheckAutoConfiguration.RUNNER) CheckRunner runner,
			@Qualifier("healthcheckExcludedNames") NamedKeys excluded, ObjectProvider<HealthDetails> details,
			ObjectProvider<ResourcePools> pools) {
		return new IndicatorIsolation(runner, (path) -> excluded.keyFor(path) != null,
				details.getIfAvailable(HealthDetails::asText), pools.getIfAvailable(ResourcePools::none));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ DataSource.class, DataSourceHealthIndicator.class })
	static class DataSourceConfiguration {

		@Bean
		DataSourcePools healthcheckDataSourcePools(ObjectProvider<DataSourcePoolMetadataProvider> providers) {
			return new DataSourcePools(() -> providers.orderedStream().toList());
		}

	}

}
