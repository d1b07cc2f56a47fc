package dev.healthcheck.spring.autoconfigure;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Properties for health indicators that are not ours: Boot's and the application's.
 *
 * @since 0.1.0
 */
public class IndicatorsProperties {

	/**
	 * Whether health indicators run in the background, as checks, and not on the thread
	 * of whoever asks.
	 */
	private boolean isolate = true;

	/**
	 * Names of health indicators that run on the thread of whoever asks all the same.
	 */
	private Set<String> exclude = new LinkedHashSet<>();

	public boolean isIsolate() {
		return this.isolate;
	}

	public void setIsolate(boolean isolate) {
		this.isolate = isolate;
	}

	public Set<String> getExclude() {
		return this.exclude;
	}

	public void setExclude(Set<String> exclude) {
		this.exclude = exclude;
	}

}
