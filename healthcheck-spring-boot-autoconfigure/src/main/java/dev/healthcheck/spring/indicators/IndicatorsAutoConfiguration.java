package dev.healthcheck.spring.indicators;

import javax.sql.DataSource;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.spring.checks.CheckRunnerLifecycle;
import dev.healthcheck.spring.checks.ChecksAutoConfiguration;
import dev.healthcheck.spring.checks.ContributingCheckRegistry;
import dev.healthcheck.spring.checks.HealthDetails;
import dev.healthcheck.spring.checks.NamedKeys;
import dev.healthcheck.spring.checks.OwnContributors;
import dev.healthcheck.spring.properties.HealthcheckProperties;
import dev.healthcheck.spring.startup.TestEnvironment;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * {@link AutoConfiguration Auto-configuration} for health contributors: registers checks
 * as contributors, and runs the indicators of the application in the background.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ChecksAutoConfiguration.class, before = HealthContributorRegistryAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "healthcheck.enabled", matchIfMissing = true)
public final class IndicatorsAutoConfiguration {

	IndicatorsAutoConfiguration() {
	}

	@Bean
	static CheckContributorRegistrar healthcheckContributorRegistrar(ObjectProvider<ContributingCheckRegistry> checks,
			ObjectProvider<IndicatorIsolation> isolation, ObjectProvider<OwnContributors> own) {
		return new CheckContributorRegistrar(checks, isolation, own);
	}

	@Bean
	@Conditional(OnIsolation.class)
	NamedKeys healthcheckExcludedNames(HealthcheckProperties properties) {
		return new NamedKeys("healthcheck.indicators.exclude", properties.indicators().exclude());
	}

	@Bean
	@Conditional(OnIsolation.class)
	IndicatorIsolation healthcheckIndicatorIsolation(@Qualifier(CheckRunnerLifecycle.RUNNER) CheckRunner runner,
			@Qualifier("healthcheckExcludedNames") NamedKeys excluded, ObjectProvider<HealthDetails> details,
			ObjectProvider<PoolSaturation.Source> pools) {
		return new IndicatorIsolation(runner, (path) -> excluded.keyFor(path) != null,
				details.getIfAvailable(HealthDetails::asText), pools.getIfAvailable(() -> (indicator) -> null));
	}

	@Configuration(proxyBeanMethods = false)
	@Conditional(OnIsolation.class)
	@ConditionalOnClass({ DataSource.class, DataSourceHealthIndicator.class })
	static class DataSourceConfiguration {

		@Bean
		DataSourcePools healthcheckDataSourcePools(ObjectProvider<DataSourcePoolMetadataProvider> providers) {
			return new DataSourcePools(() -> providers.orderedStream().toList());
		}

	}

	/**
	 * Condition that health indicators run in the background. They do by default, but not
	 * in a {@code @SpringBootTest}, so that a test sees its changes at once.
	 */
	static final class OnIsolation extends SpringBootCondition {

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			Environment environment = context.getEnvironment();
			Boolean set = environment.getProperty("healthcheck.indicators.isolate", Boolean.class);
			boolean isolate = (set != null) ? set : !TestEnvironment.is(environment);
			return new ConditionOutcome(isolate, "indicators are " + (isolate ? "" : "not ") + "isolated");
		}

	}

}
