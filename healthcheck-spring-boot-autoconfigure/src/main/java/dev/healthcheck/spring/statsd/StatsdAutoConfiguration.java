package dev.healthcheck.spring.statsd;

import dev.healthcheck.spring.checks.ChecksAutoConfiguration;
import dev.healthcheck.spring.properties.HealthcheckProperties;
import dev.healthcheck.spring.properties.WorkersProperties.Source;
import dev.healthcheck.statsd.StatsdListener;
import dev.healthcheck.thread.DaemonThreadFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for receiving StatsD.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ChecksAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "healthcheck.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "healthcheck.statsd.enabled")
public final class StatsdAutoConfiguration {

	StatsdAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	StatsdListener healthcheckStatsdListener(HealthcheckProperties properties, DaemonThreadFactory threads) {
		return new StatsdListener(properties.statsd().settings(), threads);
	}

	@Bean
	StatsdLifecycle healthcheckStatsdLifecycle(StatsdListener listener, HealthcheckProperties properties) {
		return new StatsdLifecycle(listener, properties.workers().source() != Source.FILES);
	}

}
