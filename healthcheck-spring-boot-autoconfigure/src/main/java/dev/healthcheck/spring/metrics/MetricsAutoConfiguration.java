package dev.healthcheck.spring.metrics;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.spring.checks.CheckRunnerLifecycle;
import dev.healthcheck.spring.checks.ChecksAutoConfiguration;
import dev.healthcheck.spring.checks.OwnContributors;
import dev.healthcheck.spring.maintenance.MaintenanceAutoConfiguration;
import dev.healthcheck.spring.probes.ProbeFactory;
import dev.healthcheck.spring.probes.ProbeSet;
import dev.healthcheck.spring.probes.ProbesAutoConfiguration;
import dev.healthcheck.spring.properties.HealthcheckProperties;
import dev.healthcheck.spring.statsd.StatsdAutoConfiguration;
import dev.healthcheck.spring.workers.WorkersAutoConfiguration;
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
		after = { ChecksAutoConfiguration.class, WorkersAutoConfiguration.class, MaintenanceAutoConfiguration.class,
				StatsdAutoConfiguration.class, ProbesAutoConfiguration.class },
		// Of a module that an application need not have
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = { "healthcheck.enabled", "healthcheck.metrics.enabled" }, matchIfMissing = true)
public final class MetricsAutoConfiguration {

	MetricsAutoConfiguration() {
	}

	@Bean
	CheckMeters healthcheckCheckMeters(@Qualifier(CheckRunnerLifecycle.RUNNER) CheckRunner runner) {
		return new CheckMeters(runner);
	}

	@Bean
	@ConditionalOnBean(name = OwnContributors.WORKERS_BEAN)
	WorkerMeters healthcheckWorkerMeters(@Qualifier(CheckRunnerLifecycle.RUNNER) CheckRunner runner,
			HealthcheckProperties properties) {
		return new WorkerMeters(() -> runner.verdict(OwnContributors.WORKERS), properties.workers().required());
	}

	@Bean
	@ConditionalOnBean(name = OwnContributors.MAINTENANCE_BEAN)
	MaintenanceMeters healthcheckMaintenanceMeters(@Qualifier(CheckRunnerLifecycle.RUNNER) CheckRunner runner) {
		return new MaintenanceMeters(() -> runner.verdict(OwnContributors.MAINTENANCE));
	}

	@Bean
	@ConditionalOnBean(StatsdListener.class)
	StatsdMeters healthcheckStatsdMeters(StatsdListener listener) {
		return new StatsdMeters(listener);
	}

	@Bean
	ProbeMeters healthcheckProbeMeters(ProbeSet probes) {
		return new ProbeMeters(probes);
	}

	@Bean
	GroupMeters healthcheckGroupMeters(ProbeFactory groups) {
		return new GroupMeters(groups.statuses());
	}

}
