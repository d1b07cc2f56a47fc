package dev.healthcheck.spring.autoconfigure;

import java.time.Duration;

/**
 * Properties for maintenance.
 *
 * @since 0.1.0
 */
public class MaintenanceProperties {

	private static final String PREFIX = "healthcheck.maintenance.";

	/**
	 * Whether a file takes the instance out of traffic.
	 */
	private boolean enabled = true;

	/**
	 * File that takes out every instance that shares it, relative to the working
	 * directory. With the host name behind a further dot it takes out one.
	 */
	private String file = ".maintenance";

	/**
	 * HTTP status code of MAINTENANCE, from 200 to 599.
	 */
	private int status = 503;

	/**
	 * Pause between two looks at the file.
	 */
	private Duration scanInterval = Duration.ofSeconds(1);

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public String getFile() {
		return this.file;
	}

	public void setFile(String file) {
		this.file = Require.text(PREFIX + "file", file);
	}

	public int getStatus() {
		return this.status;
	}

	public void setStatus(int status) {
		this.status = Require.between(PREFIX + "status", status, 200, 599);
	}

	public Duration getScanInterval() {
		return this.scanInterval;
	}

	public void setScanInterval(Duration scanInterval) {
		this.scanInterval = Require.positive(PREFIX + "scan-interval", scanInterval);
	}

}
