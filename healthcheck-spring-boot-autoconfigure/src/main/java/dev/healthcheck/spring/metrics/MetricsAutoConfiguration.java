package dev.healthcheck.spring.metrics;

import java.util.function.Function;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.maintenance.MaintenanceCheck;
import dev.healthcheck.probe.AnswerCounts;
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
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for meters.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		after = { ChecksAutoConfiguration.class, WorkersAutoConfiguration.class, MaintenanceAutoConfiguration.class,
				StatsdAutoConfiguration.class, ProbesAutoConfiguration.class },
		// By name, because the module is optional
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
	MeterBinder healthcheckMaintenanceMeters(@Qualifier(CheckRunnerLifecycle.RUNNER) CheckRunner runner) {
		return (registry) -> {
			Gauge.builder("healthcheck.maintenance", () -> isInMaintenance(runner) ? 1 : 0)
				.description("Whether the instance is in maintenance")
				.register(registry);
			Gauge.builder("healthcheck.maintenance.file.older.than.process", () -> isFileOld(runner) ? 1 : 0)
				.description("Whether the maintenance file is older than the process, as one in an image is")
				.register(registry);
		};
	}

	private static boolean isInMaintenance(CheckRunner runner) {
		CheckVerdict verdict = runner.verdict(OwnContributors.MAINTENANCE);
		return verdict != null && verdict.status().equals(CheckStatus.MAINTENANCE);
	}

	private static boolean isFileOld(CheckRunner runner) {
		return MaintenanceCheck.isFileOlderThanProcess(runner.verdict(OwnContributors.MAINTENANCE));
	}

	@Bean
	@ConditionalOnBean(StatsdListener.class)
	StatsdMeters healthcheckStatsdMeters(StatsdListener listener) {
		return new StatsdMeters(listener);
	}

	// The event loop only adds to a number, which is read here
	@Bean
	MeterBinder healthcheckProbeMeters(ProbeSet probes) {
		return (registry) -> probes.all()
			.forEach((probe) -> AnswerCounts.CLASSES.forEach((statusClass) -> FunctionCounter
				.builder("healthcheck.probe.answers", probe.answers(), (answers) -> answers.count(statusClass))
				.description("Number of responses of the probe, by the class of their status codes")
				.tag("probe", probe.name())
				.tag("status", statusClass)
				.register(registry)));
	}

	// A status that is unknown without running an indicator has an empty code
	@Bean
	MeterBinder healthcheckGroupMeters(ProbeFactory groups) {
		return (registry) -> groups.statuses()
			.forEach((name, status) -> new SnapshotMeters<>(registry, Tags.of("group", name), () -> code(status.get()))
				.status("healthcheck.group.status", "Whether the health group has this status", Function.identity()));
	}

	private static String code(@Nullable Status status) {
		return (status != null) ? status.getCode() : "";
	}

}
