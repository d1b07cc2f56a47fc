package dev.healthcheck.spring.workers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.spring.checks.CheckGate;
import dev.healthcheck.spring.checks.CheckRunnerLifecycle;
import dev.healthcheck.spring.checks.ChecksAutoConfiguration;
import dev.healthcheck.spring.checks.OwnContributors;
import dev.healthcheck.spring.properties.HealthcheckProperties;
import dev.healthcheck.spring.properties.WorkersProperties;
import dev.healthcheck.spring.properties.WorkersProperties.Source;
import dev.healthcheck.spring.startup.ApplicationReadiness;
import dev.healthcheck.spring.statsd.StatsdAutoConfiguration;
import dev.healthcheck.statsd.StatsdListener;
import dev.healthcheck.statsd.StatsdWorkers;
import dev.healthcheck.thread.DaemonThreadFactory;
import dev.healthcheck.worker.WorkerCount;
import dev.healthcheck.worker.WorkerDirectory;
import dev.healthcheck.worker.WorkerFileName;
import dev.healthcheck.worker.WorkerRegistration;
import dev.healthcheck.worker.WorkerSource;
import dev.healthcheck.worker.WorkersCheck;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
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

	private static final Log logger = LogFactory.getLog(WorkersAutoConfiguration.class);

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
		sources.add(source(workers, files, statsd.getIfAvailable()));
		userSources.orderedStream()
			.forEach((source) -> sources.add(() -> gate.isOpen() ? source.count() : WorkerCount.of(0)));
		WorkerRegistration registration = workers.registerSelf()
				? new WorkerRegistration(fileName, application, workers.verify(), workers.heartbeatTimeout()) : null;
		BooleanSupplier self = workers.registerSelf() ? readiness::isReady : () -> false;
		return new WorkersHealthIndicator(runner, new WorkersCheck(workers.required(), sources, registration, self),
				workers.scanInterval(), new CheckThreads("healthcheck-workers", 1, threads));
	}

	private static WorkerFileName fileName(WorkersProperties workers, String application) {
		// The name of an application may contain what a file name cannot
		String pattern = Objects.requireNonNullElseGet(workers.filename(),
				() -> "." + application.replaceAll("[^A-Za-z0-9._-]", "-") + ".worker.{}");
		try {
			return WorkerFileName.of(workers.path(), pattern);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("healthcheck.workers.filename", pattern,
					ex.getMessage());
		}
	}

	private static WorkerSource source(WorkersProperties workers, WorkerSource files, @Nullable StatsdListener statsd) {
		Source source = workers.source();
		if (source == Source.FILES) {
			return (statsd != null) ? withIgnored(files, new StatsdWorkers(statsd)) : files;
		}
		if (statsd == null) {
			throw new InvalidConfigurationPropertyValueException("healthcheck.workers.source",
					source.name().toLowerCase(Locale.ROOT),
					"StatsD is disabled: set 'healthcheck.statsd.enabled=true'");
		}
		if (workers.registerSelf() && workers.required() == 1) {
			logger.warn("This process alone satisfies 'healthcheck.workers.required', so StatsD counts have no effect:"
					+ " set 'healthcheck.workers.register-self=false', or 'healthcheck.workers.required' above 1");
		}
		WorkerSource counted = new StatsdWorkers(statsd);
		return (source == Source.GREATER) ? WorkerSource.greatest(List.of(files, counted)) : counted;
	}

	// StatsD is shown, but only files count
	private static WorkerSource withIgnored(WorkerSource files, WorkerSource statsd) {
		return () -> {
			WorkerCount counted = files.count();
			WorkerCount shown = statsd.count();
			Map<String, Integer> ignored = new TreeMap<>(counted.ignored());
			ignored.putAll(shown.ignored());
			if (shown.ready() > 0) {
				ignored.put("statsd-workers", shown.ready());
			}
			return new WorkerCount(counted.ready(), ignored, counted.problem());
		};
	}

}
