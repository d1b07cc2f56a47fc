package dev.healthcheck.spring.autoconfigure;

import java.time.Duration;

import dev.healthcheck.worker.WorkerVerification;
import org.jspecify.annotations.Nullable;

/**
 * Properties for counting workers.
 *
 * @since 0.1.0
 */
public class WorkersProperties {

	private static final String PREFIX = "healthcheck.workers.";

	/**
	 * Whether workers are counted.
	 */
	private boolean enabled = true;

	/**
	 * How many workers must be ready. More than one is for an instance that stands for
	 * several processes.
	 */
	private int required = 1;

	/**
	 * What the other workers are counted by; 'statsd' and 'greater' need
	 * 'healthcheck.statsd.enabled'.
	 */
	private Source source = Source.FILES;

	/**
	 * Directory of the workers' files; the working directory if not set.
	 */
	private @Nullable String directory;

	/**
	 * Name of the workers' files, with {} in the place of the process id.
	 * '.${spring.application.name}.worker.{}' if not set, with 'healthcheck' where the
	 * application has no name, and a dash for what is neither letter, digit, dot, dash
	 * nor underscore in it.
	 */
	private @Nullable String filename;

	/**
	 * Whether this process is a worker itself: counted while it is ready, with a file for
	 * the others to see.
	 */
	private boolean registerSelf = true;

	/**
	 * How a file of another process is verified.
	 */
	private WorkerVerification verify = WorkerVerification.PROCESS;

	/**
	 * How long a file may stay as it is under the verification 'heartbeat'.
	 */
	private Duration heartbeatTimeout = Duration.ofSeconds(30);

	/**
	 * Pause between two counts.
	 */
	private Duration scanInterval = Duration.ofSeconds(1);

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public int getRequired() {
		return this.required;
	}

	public void setRequired(int required) {
		this.required = Require.between(PREFIX + "required", required, 1, 10_000);
	}

	public Source getSource() {
		return this.source;
	}

	public void setSource(Source source) {
		this.source = source;
	}

	public @Nullable String getDirectory() {
		return this.directory;
	}

	public void setDirectory(@Nullable String directory) {
		this.directory = (directory != null) ? Require.text(PREFIX + "directory", directory) : null;
	}

	public @Nullable String getFilename() {
		return this.filename;
	}

	public void setFilename(@Nullable String filename) {
		this.filename = (filename != null) ? Require.text(PREFIX + "filename", filename) : null;
	}

	public boolean isRegisterSelf() {
		return this.registerSelf;
	}

	public void setRegisterSelf(boolean registerSelf) {
		this.registerSelf = registerSelf;
	}

	public WorkerVerification getVerify() {
		return this.verify;
	}

	public void setVerify(WorkerVerification verify) {
		this.verify = verify;
	}

	public Duration getHeartbeatTimeout() {
		return this.heartbeatTimeout;
	}

	public void setHeartbeatTimeout(Duration heartbeatTimeout) {
		this.heartbeatTimeout = Require.positive(PREFIX + "heartbeat-timeout", heartbeatTimeout);
	}

	public Duration getScanInterval() {
		return this.scanInterval;
	}

	public void setScanInterval(Duration scanInterval) {
		this.scanInterval = Require.positive(PREFIX + "scan-interval", scanInterval);
	}

	/**
	 * What workers other than this process are counted by.
	 */
	public enum Source {

		/** The files that they leave. */
		FILES,

		/** What they say over StatsD. */
		STATSD,

		/** Whichever of both sees more. */
		GREATER

	}

}
