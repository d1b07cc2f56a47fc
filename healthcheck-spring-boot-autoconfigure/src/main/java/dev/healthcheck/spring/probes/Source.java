package dev.healthcheck.spring.probes;

import dev.healthcheck.probe.Probe;

/**
 * What an answer is made of, which decides where it may be made.
 */
enum Source {

	/** What is published, by Boot's code and ours alone. */
	PUBLISHED,

	/** What is published, and code of the application that takes part in the answer. */
	APPLICATION,

	/** Indicators that have to be run. */
	INDICATORS;

	static Source of(Probe probe) {
		if (!GroupReports.isPublished(probe)) {
			return INDICATORS;
		}
		// Only answers of pure probes are kept
		return probe.isCached() ? PUBLISHED : APPLICATION;
	}

}
