package dev.healthcheck.spring.workers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.healthcheck.spring.properties.WorkersProperties;
import dev.healthcheck.spring.properties.WorkersProperties.Source;
import dev.healthcheck.statsd.StatsdListener;
import dev.healthcheck.statsd.StatsdWorkers;
import dev.healthcheck.worker.WorkerCount;
import dev.healthcheck.worker.WorkerSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * What the other workers are counted by, as {@code healthcheck.workers.source} says.
 */
final class WorkerSources {

	private static final Log logger = LogFactory.getLog(WorkerSources.class);

	private WorkerSources() {
	}

	/**
	 * Return the source.
	 * @param workers the properties
	 * @param files counts by files
	 * @param statsd hears StatsD, or {@code null} if nothing does
	 * @return the source
	 * @throws InvalidConfigurationPropertyValueException if it is StatsD that nothing
	 * hears
	 */
	static WorkerSource of(WorkersProperties workers, WorkerSource files, @Nullable StatsdListener statsd) {
		Source source = workers.source();
		if (source == Source.FILES) {
			return (statsd != null) ? shown(files, new StatsdWorkers(statsd)) : files;
		}
		if (statsd == null) {
			throw new InvalidConfigurationPropertyValueException("healthcheck.workers.source",
					source.name().toLowerCase(Locale.ROOT),
					"It needs 'healthcheck.statsd.enabled=true': without it StatsD is not heard.");
		}
		if (workers.registerSelf() && workers.required() == 1) {
			logger.warn("This process counts itself and is enough, so that what StatsD says decides nothing: set"
					+ " 'healthcheck.workers.register-self=false', or 'healthcheck.workers.required' above 1");
		}
		WorkerSource counted = new StatsdWorkers(statsd);
		return (source == Source.GREATER) ? WorkerSource.greatest(List.of(files, counted)) : counted;
	}

	// What StatsD says is shown beside what the files count
	private static WorkerSource shown(WorkerSource files, WorkerSource statsd) {
		return () -> withIgnored(files.count(), statsd.count());
	}

	private static WorkerCount withIgnored(WorkerCount files, WorkerCount statsd) {
		Map<String, Integer> ignored = new TreeMap<>(files.ignored());
		ignored.putAll(statsd.ignored());
		if (statsd.ready() > 0) {
			ignored.put("statsd-workers", statsd.ready());
		}
		return new WorkerCount(files.ready(), ignored, files.problem());
	}

}
