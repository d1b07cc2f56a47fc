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
 * Turns health indicators, those of Boot and those of the application, into checks, so
 * that none of them runs on the thread of a request.
 */
final class IndicatorIsolation {

	/** Maximum number of characters in a segment of a check's name. */
	private static final int LONGEST = 64;

	private final CheckRunner runner;

	private final Predicate<String> excluded;

	private final HealthDetails details;

	private final PoolSaturation.Source pools;

	private final long startUpThread = Thread.currentThread().getId();

	private final Object names = new Object();

	IndicatorIsolation(CheckRunner runner, Predicate<String> excluded, HealthDetails details,
			PoolSaturation.Source pools) {
		this.runner = runner;
		this.excluded = excluded;
		this.details = details;
		this.pools = pools;
	}

	IsolatedContributors.@Nullable Isolated isolate(String name, HealthContributor contributor) {
		if (isLeftAlone(name, contributor)) {
			return null;
		}
		return (contributor instanceof CompositeHealthContributor composite)
				? new IsolatedComposite(this, name, composite) : isolate(name, (HealthIndicator) contributor);
	}

	IsolatedIndicator isolate(String path, HealthIndicator indicator) {
		IndicatorCheck check = new IndicatorCheck(indicator, this.details, this.pools);
		return new IsolatedIndicator(this, check, register(path, check));
	}

	boolean isLeftAlone(String path, HealthContributor contributor) {
		return CheckHealthIndicator.isPublished(contributor) || isExcluded(path);
	}

	// Excluding a composite excludes its members
	private boolean isExcluded(String path) {
		int slash = path.lastIndexOf('/');
		return this.excluded.test(path) || (slash > 0 && isExcluded(path.substring(0, slash)));
	}

	// Whether the calling thread starts the application: it may wait
	boolean isStartedByThisThread() {
		return Thread.currentThread().getId() == this.startUpThread && !this.runner.isRunning();
	}

	// Under the contributor's name, if it is valid for a check and free
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

	// Names of contributors are unrestricted: an imported bean has the name of its class
	private static String checkName(String path) {
		return Arrays.stream(path.split("/", -1))
			.map((segment) -> segment.replaceAll("[^A-Za-z0-9_-]", "-"))
			.map((segment) -> segment.isEmpty() ? "-" : segment.substring(Math.max(0, segment.length() - LONGEST)))
			.collect(Collectors.joining("/"));
	}

	void unregister(CheckHealthIndicator published) {
		this.runner.unregister(published.checkName());
	}

	record IsolatedIndicator(IndicatorIsolation isolation, IndicatorCheck check,
			CheckHealthIndicator published) implements IsolatedContributors.Isolated {

		@Override
		public void close() {
			this.isolation.unregister(this.published);
		}

	}

}
