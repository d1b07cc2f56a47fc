package dev.healthcheck.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Properties for one probe.
 *
 * @since 0.1.0
 */
public class ProbeProperties {

	/**
	 * Path on the management server, compared exactly.
	 */
	private @Nullable String path;

	/**
	 * Health group that the probe reports on.
	 */
	private @Nullable String group;

	/**
	 * Format of the answer: 'word' or 'json'.
	 */
	private String format = "word";

	public @Nullable String getPath() {
		return this.path;
	}

	public void setPath(@Nullable String path) {
		this.path = path;
	}

	public @Nullable String getGroup() {
		return this.group;
	}

	public void setGroup(@Nullable String group) {
		this.group = group;
	}

	public String getFormat() {
		return this.format;
	}

	public void setFormat(String format) {
		this.format = format;
	}

}
