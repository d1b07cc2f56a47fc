package dev.healthcheck.spring.indicators;

import dev.healthcheck.spring.checks.CheckHealthIndicator;

import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link IsolatedContributor} of a single indicator, which one check runs.
 */
final class IsolatedIndicator implements IsolatedContributor {

	private final IndicatorIsolation isolation;

	private final IndicatorCheck check;

	private final CheckHealthIndicator published;

	/**
	 * Isolate an indicator.
	 * @param isolation runs checks
	 * @param path the path of the indicator
	 * @param indicator the indicator
	 */
	IsolatedIndicator(IndicatorIsolation isolation, String path, HealthIndicator indicator) {
		this.isolation = isolation;
		this.check = isolation.check(indicator);
		this.published = isolation.register(path, this.check);
	}

	/**
	 * Run another indicator from now on: some composites make theirs anew each time.
	 * @param indicator the indicator
	 */
	void indicator(HealthIndicator indicator) {
		this.check.indicator(indicator);
	}

	@Override
	public HealthContributor published() {
		return this.published;
	}

	@Override
	public void close() {
		this.isolation.unregister(this.published);
	}

}
