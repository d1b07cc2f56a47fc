package dev.healthcheck.spring.autoconfigure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.spring.health.ApplicationReadiness;
import dev.healthcheck.spring.health.CheckGate;
import dev.healthcheck.spring.health.WorkersHealthIndicator;
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
@AutoConfiguration(after = { HealthcheckAutoConfiguration.class, StatsdAutoConfiguration.class },
		before = HealthContributorRegistryAutoConfiguration.class)
@ConditionalOnBooleanProperty(
		name = { "healthcheck.enabled", "healthcheck.workers.enabled", "management.health.workers.enabled" },
		matchIfMissing = true)
public final class WorkersAutoConfiguration {

	WorkersAutoConfiguration() {
	}

	@Bean(name = HealthcheckAutoConfiguration.WORKERS, defaultCandidate = false)
	WorkersHealthIndicator healthcheckWorkers(@Qualifier(HealthcheckAutoConfiguration.RUNNER) CheckRunner runner,
			HealthcheckProperties properties, Environment environment, ApplicationReadiness readiness, CheckGate gate,
			ObjectProvider<StatsdListener> statsd, ObjectProvider<WorkerSource> userSources,
			DaemonThreadFactory threads) {
		WorkersProperties workers = properties.getWorkers();
		String application = environment.getProperty("spring.application.name", "healthcheck");
		WorkerFileName fileName = fileName(workers, application);
		List<WorkerSource> sources = new ArrayList<>();
		WorkerSource files = new WorkerDirectory(fileName, workers.getVerify(), workers.getHeartbeatTimeout());
		sources.add(WorkerSources.of(workers, files, statsd.getIfAvailable()));
		userSources.orderedStream().map((source) -> behind(gate, source)).forEach(sources::add);
		WorkerRegistration registration = workers.isRegisterSelf()
				? new WorkerRegistration(fileName, application, workers.getVerify(), workers.getHeartbeatTimeout())
				: null;
		BooleanSupplier self = workers.isRegisterSelf() ? readiness::isReady : () -> false;
		WorkersCheck check = new WorkersCheck(workers.getRequired(), sources, registration, self);
		return new WorkersHealthIndicator(runner, check,
				CheckSettings.polling(workers.getScanInterval(), check.onTimeout()),
				new CheckThreads("healthcheck-workers", 1, threads));
	}

	private static WorkerSource behind(CheckGate gate, WorkerSource source) {
		return () -> gate.isOpen() ? source.count() : WorkerCount.of(0);
	}

	private static WorkerFileName fileName(WorkersProperties workers, String application) {
		@Nullable String filename = workers.getFilename();
		// An application may be called by what no file can be
		String pattern = (filename != null) ? filename
				: "." + application.replaceAll("[^A-Za-z0-9._-]", "-") + ".worker.{}";
		try {
			return WorkerFileName.of(directory(workers), pattern);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("healthcheck.workers.filename", pattern,
					ex.getMessage());
		}
	}

	private static Path directory(WorkersProperties workers) {
		@Nullable String directory = workers.getDirectory();
		return Require.path("healthcheck.workers.directory", (directory != null) ? directory : "");
	}

}
