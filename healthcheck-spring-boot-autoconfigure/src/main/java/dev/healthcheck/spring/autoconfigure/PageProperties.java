package dev.healthcheck.spring.autoconfigure;

import dev.healthcheck.spring.page.PagePath;

/**
 * Properties for the status page.
 *
 * @since 0.1.0
 */
public class PageProperties {

	/**
	 * Whether the probe server serves a status page. It shows no more than
	 * 'healthcheck.server.show-details' allows.
	 */
	private boolean enabled = false;

	/**
	 * Path of the status page. With '.json' behind it, the same as JSON.
	 */
	private String path = "/status";

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public String getPath() {
		return this.path;
	}

	public void setPath(String path) {
		this.path = new PagePath(path).path();
	}

}
