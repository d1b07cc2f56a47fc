package dev.healthcheck.spring.workers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.spring.checks.CheckGate;
import dev.healthcheck.spring.checks.CheckRunnerLifecycle;
import dev.healthcheck.spring.checks.ChecksAutoConfiguration;
import dev.healthcheck.spring.checks.OwnContributors;
import dev.healthcheck.spring.properties.HealthcheckProperties;
import dev.healthcheck.spring.properties.WorkersProperties;
import dev.healthcheck.spring.startup.ApplicationReadiness;
import dev.healthcheck.spring.statsd.StatsdAutoConfiguration;
import dev.healthcheck.statsd.StatsdListener;
import dev.healthcheck.thread.DaemonThreadFactory;
import dev.healthcheck.worker.WorkerCount;
import dev.healthcheck.worker.WorkerDirectory;
import dev.healthcheck.worker.WorkerFileName;
import dev.healthcheck.worker.WorkerRegistration;
import dev.healthcheck.worker.WorkerSource;
import dev.healthcheck.worker.WorkersCheck;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} for counting workers.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ChecksAutoConfiguration.class, StatsdAutoConfiguration.class },
		before = HealthContributorRegistryAutoConfiguration.class)
@ConditionalOnBooleanProperty(
		name = { "healthcheck.enabled", "healthcheck.workers.enabled", "management.health.workers.enabled" },
		matchIfMissing = true)
public final class WorkersAutoConfiguration {

	WorkersAutoConfiguration() {
	}

	@Bean(name = OwnContributors.WORKERS_BEAN, defaultCandidate = false)
	WorkersHealthIndicator healthcheckWorkers(@Qualifier(CheckRunnerLifecycle.RUNNER) CheckRunner runner,
			HealthcheckProperties properties, Environment environment, ApplicationReadiness readiness, CheckGate gate,
			ObjectProvider<StatsdListener> statsd, ObjectProvider<WorkerSource> userSources,
			DaemonThreadFactory threads) {
		WorkersProperties workers = properties.workers();
		String application = environment.getProperty("spring.application.name", "healthcheck");
		WorkerFileName fileName = fileName(workers, application);
		List<WorkerSource> sources = new ArrayList<>();
		WorkerSource files = new WorkerDirectory(fileName, workers.verify(), workers.heartbeatTimeout());
		sources.add(WorkerSources.of(workers, files, statsd.getIfAvailable()));
		userSources.orderedStream().map((source) -> behind(gate, source)).forEach(sources::add);
		WorkerRegistration registration = workers.registerSelf()
				? new WorkerRegistration(fileName, application, workers.verify(), workers.heartbeatTimeout()) : null;
		BooleanSupplier self = workers.registerSelf() ? readiness::isReady : () -> false;
		WorkersCheck check = new WorkersCheck(workers.required(), sources, registration, self);
		return new WorkersHealthIndicator(runner, check,
				CheckSettings.polling(workers.scanInterval(), check.onTimeout()),
				new CheckThreads("healthcheck-workers", 1, threads));
	}

	private static WorkerSource behind(CheckGate gate, WorkerSource source) {
		return () -> gate.isOpen() ? source.count() : WorkerCount.of(0);
	}

	private static WorkerFileName fileName(WorkersProperties workers, String application) {
		@Nullable String filename = workers.filename();
		// An application may be called by what no file can be
		String pattern = (filename != null) ? filename
				: "." + application.replaceAll("[^A-Za-z0-9._-]", "-") + ".worker.{}";
		try {
			return WorkerFileName.of(workers.path(), pattern);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("healthcheck.workers.filename", pattern,
					ex.getMessage());
		}
	}

}
