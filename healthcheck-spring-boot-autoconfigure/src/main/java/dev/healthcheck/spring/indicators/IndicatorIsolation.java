package dev.healthcheck.spring.indicators;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.spring.checks.CheckHealthIndicator;
import dev.healthcheck.spring.checks.HealthDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Makes checks of health indicators, those of Boot and those of the application, so that
 * none of them runs on the thread of whoever asks.
 */
final class IndicatorIsolation {

	/** The most characters in a segment of a check's name. */
	private static final int LONGEST = 64;

	private final CheckRunner runner;

	private final Predicate<String> excluded;

	private final HealthDetails details;

	private final ResourcePools pools;

	private final Object names = new Object();

	IndicatorIsolation(CheckRunner runner, Predicate<String> excluded, HealthDetails details, ResourcePools pools) {
		this.runner = runner;
		this.excluded = excluded;
		this.details = details;
		this.pools = pools;
	}

	/**
	 * Isolate a contributor.
	 * @param name the name of the contributor
	 * @param contributor the contributor
	 * @return the isolated contributor, or {@code null} if it is left alone
	 */
	@Nullable IsolatedContributor isolate(String name, HealthContributor contributor) {
		if (isLeftAlone(name, contributor)) {
			return null;
		}
		return (contributor instanceof CompositeHealthContributor composite)
				? new IsolatedComposite(this, name, composite)
				: new IsolatedIndicator(this, name, (HealthIndicator) contributor);
	}

	boolean isLeftAlone(String path, HealthContributor contributor) {
		return CheckHealthIndicator.isPublished(contributor) || isExcluded(path);
	}

	// With a composite go all that it consists of
	private boolean isExcluded(String path) {
		int slash = path.lastIndexOf('/');
		return this.excluded.test(path) || (slash > 0 && isExcluded(path.substring(0, slash)));
	}

	boolean isRunning() {
		return this.runner.isRunning();
	}

	IndicatorCheck check(HealthIndicator indicator) {
		return new IndicatorCheck(indicator, this.details, this.pools);
	}

	/**
	 * Register a check for a contributor, under the contributor's name where that is one
	 * that a check can have, and no check has it yet.
	 * @param path the path of the contributor
	 * @param check the check
	 * @return the indicator that shows what is published about the check
	 */
	CheckHealthIndicator register(String path, Check check) {
		String valid = checkName(path);
		synchronized (this.names) {
			String name = valid;
			for (int i = 2; this.runner.names().contains(name); i++) {
				name = valid + "-" + i;
			}
			this.runner.register(name, new RequestBoundCheck(path, check));
			return new CheckHealthIndicator(this.runner, name);
		}
	}

	/**
	 * Return a name that a check can have: contributors may be called by anything, as a
	 * bean that is imported is by the name of its class.
	 * @param path the path of a contributor
	 * @return the path with a dash for each character that is not valid, and no more than
	 * the last 64 of a segment
	 */
	private static String checkName(String path) {
		return Arrays.stream(path.split("/", -1))
			.map((segment) -> segment.replaceAll("[^A-Za-z0-9_-]", "-"))
			.map((segment) -> segment.isEmpty() ? "-" : segment.substring(Math.max(0, segment.length() - LONGEST)))
			.collect(Collectors.joining("/"));
	}

	void unregister(CheckHealthIndicator published) {
		this.runner.unregister(published.checkName());
	}

}
