package dev.healthcheck.spring.properties;

import java.nio.file.Path;
import java.time.Duration;

import dev.healthcheck.worker.WorkerVerification;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for counting workers.
 *
 * @param enabled Whether workers are counted.
 * @param required Number of workers that must be ready. More than one is for an instance
 * that consists of several processes.
 * @param source Source of the number of other workers. 'statsd' and 'greater' need
 * 'healthcheck.statsd.enabled'.
 * @param directory Directory of the workers' files. Defaults to the working directory.
 * @param filename Name of the workers' files, with {} in place of the process id. A
 * character of the application's name other than a letter, digit, dot, dash or underscore
 * is replaced with a dash.
 * @param registerSelf Whether this process is a worker itself, counted while it is ready,
 * with a file for the others to see.
 * @param verify How a file of another process is verified.
 * @param heartbeatTimeout Time for which a file may stay unchanged with the verification
 * 'heartbeat'.
 * @param scanInterval Time between two counts.
 */
public record WorkersProperties(@DefaultValue("true") boolean enabled, @DefaultValue("1") int required,
		@DefaultValue("files") Source source, @Nullable String directory, @Nullable String filename,
		@DefaultValue("true") boolean registerSelf, @DefaultValue("process") WorkerVerification verify,
		@DefaultValue("30s") Duration heartbeatTimeout, @DefaultValue("1s") Duration scanInterval) {

	private static final String PREFIX = "healthcheck.workers.";

	public WorkersProperties {
		Require.between(PREFIX + "required", required, 1, 10_000);
		Require.text(PREFIX + "directory", directory);
		Require.path(PREFIX + "directory", directory);
		Require.text(PREFIX + "filename", filename);
		Require.positive(PREFIX + "heartbeat-timeout", heartbeatTimeout);
		Require.positive(PREFIX + "scan-interval", scanInterval);
	}

	public Path path() {
		return Require.path(PREFIX + "directory", this.directory);
	}

	/**
	 * Sources of the number of workers other than this process.
	 */
	public enum Source {

		/** The files of the workers. */
		FILES,

		/** Gauges that the workers send over StatsD. */
		STATSD,

		/** The greater of both numbers. */
		GREATER

	}

}
