package dev.healthcheck.spring.autoconfigure;

import dev.healthcheck.spring.autoconfigure.WorkersProperties.Source;
import dev.healthcheck.spring.statsd.StatsdLifecycle;
import dev.healthcheck.statsd.StatsdListener;
import dev.healthcheck.statsd.StatsdSettings;
import dev.healthcheck.thread.DaemonThreadFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for hearing StatsD.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = HealthcheckAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "healthcheck.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "healthcheck.statsd.enabled")
public final class StatsdAutoConfiguration {

	StatsdAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	StatsdListener healthcheckStatsdListener(HealthcheckProperties properties, DaemonThreadFactory threads) {
		StatsdProperties statsd = properties.getStatsd();
		return new StatsdListener(new StatsdSettings(statsd.getHost(), statsd.getPort(), statsd.getGauges(),
				statsd.getExpiry(), statsd.getAllow()), threads);
	}

	@Bean
	StatsdLifecycle healthcheckStatsdLifecycle(StatsdListener listener, HealthcheckProperties properties) {
		return new StatsdLifecycle(listener, properties.getWorkers().getSource() != Source.FILES);
	}

}
