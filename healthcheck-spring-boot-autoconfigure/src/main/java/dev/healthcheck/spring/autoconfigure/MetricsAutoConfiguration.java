package dev.healthcheck.spring.autoconfigure;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.spring.metrics.CheckMeters;
import dev.healthcheck.spring.metrics.GroupMeters;
import dev.healthcheck.spring.metrics.MaintenanceMeters;
import dev.healthcheck.spring.metrics.PoolMeters;
import dev.healthcheck.spring.metrics.ProbeMeters;
import dev.healthcheck.spring.metrics.StatsdMeters;
import dev.healthcheck.spring.metrics.WorkerMeters;
import dev.healthcheck.spring.probe.GroupProbes;
import dev.healthcheck.spring.probe.Probes;
import dev.healthcheck.statsd.StatsdListener;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for meters.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		after = { HealthcheckAutoConfiguration.class, WorkersAutoConfiguration.class,
				MaintenanceAutoConfiguration.class, StatsdAutoConfiguration.class, ProbesAutoConfiguration.class },
		// Of a module that an application need not have
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = { "healthcheck.enabled", "healthcheck.metrics.enabled" }, matchIfMissing = true)
public final class MetricsAutoConfiguration {

	MetricsAutoConfiguration() {
	}

	@Bean
	CheckMeters healthcheckCheckMeters(@Qualifier(HealthcheckAutoConfiguration.RUNNER) CheckRunner runner) {
		return new CheckMeters(runner);
	}

	@Bean
	PoolMeters healthcheckPoolMeters(@Qualifier(HealthcheckAutoConfiguration.RUNNER) CheckRunner runner) {
		return new PoolMeters(runner);
	}

	@Bean
	@ConditionalOnBean(name = HealthcheckAutoConfiguration.WORKERS)
	WorkerMeters healthcheckWorkerMeters(@Qualifier(HealthcheckAutoConfiguration.RUNNER) CheckRunner runner,
			HealthcheckProperties properties) {
		return new WorkerMeters(() -> runner.verdict("workers"), properties.getWorkers().getRequired());
	}

	@Bean
	@ConditionalOnBean(name = HealthcheckAutoConfiguration.MAINTENANCE)
	MaintenanceMeters healthcheckMaintenanceMeters(@Qualifier(HealthcheckAutoConfiguration.RUNNER) CheckRunner runner) {
		return new MaintenanceMeters(() -> runner.verdict("maintenance"));
	}

	@Bean
	@ConditionalOnBean(StatsdListener.class)
	StatsdMeters healthcheckStatsdMeters(StatsdListener listener) {
		return new StatsdMeters(listener);
	}

	@Bean
	ProbeMeters healthcheckProbeMeters(Probes probes) {
		return new ProbeMeters(probes);
	}

	@Bean
	GroupMeters healthcheckGroupMeters(GroupProbes groups) {
		return new GroupMeters(groups.statuses());
	}

}
