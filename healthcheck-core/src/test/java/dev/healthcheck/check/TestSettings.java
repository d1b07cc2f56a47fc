package dev.healthcheck.check;

import java.time.Duration;

/**
 * Settings that differ from the defaults in what a test is about.
 */
final class TestSettings {

	private static final CheckSettings DEFAULTS = CheckSettings.defaults();

	private TestSettings() {
	}

	static CheckSettings thresholds(int failure, int success) {
		return of(DEFAULTS.successTtl(), DEFAULTS.failureTtl(), DEFAULTS.timeout(), failure, success,
				DEFAULTS.onTimeout(), true);
	}

	static CheckSettings onTimeout(OnTimeout onTimeout) {
		return of(DEFAULTS.successTtl(), DEFAULTS.failureTtl(), DEFAULTS.timeout(), 2, 1, onTimeout, true);
	}

	static CheckSettings notCritical() {
		return of(DEFAULTS.successTtl(), DEFAULTS.failureTtl(), DEFAULTS.timeout(), 2, 1, DEFAULTS.onTimeout(), false);
	}

	/** Results are kept for the same time whether they pass or fail. */
	static CheckSettings quick(Duration ttl, Duration timeout) {
		return of(ttl, ttl, timeout, 2, 1, DEFAULTS.onTimeout(), true);
	}

	private static CheckSettings of(Duration successTtl, Duration failureTtl, Duration timeout, int failure,
			int success, OnTimeout onTimeout, boolean critical) {
		return new CheckSettings(successTtl, failureTtl, DEFAULTS.retryDelay(), timeout, DEFAULTS.staleAfter(), failure,
				success, onTimeout, critical);
	}

}
