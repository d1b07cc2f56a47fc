package dev.healthcheck.spring.indicators;

import java.util.LinkedHashMap;
import java.util.Map;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.spring.checks.CheckHealthIndicator;
import dev.healthcheck.spring.checks.PublishedComposite;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link IsolatedContributor} of a composite. To look through a composite runs the
 * application's code, so that is a check too, of the composite's name: it registers a
 * check for each indicator that it finds, and removes those that have gone. While the
 * composite cannot be looked through it is shown as a single indicator that says why.
 *
 * <p>
 * Written by runs of the check, under the lock; readers take an immutable composite
 * behind a volatile.
 */
final class IsolatedComposite implements IsolatedContributor, Check {

	private final IndicatorIsolation isolation;

	private final String path;

	private final CompositeHealthContributor composite;

	private final CheckHealthIndicator itself;

	private volatile @Nullable PublishedComposite children;

	@GuardedBy("this")
	private Map<String, IsolatedIndicator> indicators = Map.of();

	@GuardedBy("this")
	private boolean closed;

	/**
	 * Isolate a composite.
	 * @param isolation runs checks
	 * @param path the path of the composite
	 * @param composite the composite
	 */
	IsolatedComposite(IndicatorIsolation isolation, String path, CompositeHealthContributor composite) {
		this.isolation = isolation;
		this.path = path;
		this.composite = composite;
		this.itself = isolation.register(path, this);
	}

	@Override
	public HealthContributor published() {
		if (this.children == null && !this.isolation.isRunning()) {
			// No probe, but the start itself as it validates groups
			lookThroughBeforeTheStart();
		}
		PublishedComposite children = this.children;
		CheckResult result = this.itself.verdict().result();
		boolean failing = result != null && result.isFailing();
		return (children != null && !failing) ? children : this.itself;
	}

	private void lookThroughBeforeTheStart() {
		try {
			run();
		}
		catch (RuntimeException | Error ex) {
			// The first run will say so
		}
	}

	@Override
	public CheckResult run() {
		CompositeTree tree = CompositeTree.of(this.composite);
		synchronized (this) {
			if (!this.closed) {
				publish(tree);
			}
			return CheckResult.up(this.indicators.size() + " indicators");
		}
	}

	@GuardedBy("this")
	private void publish(CompositeTree tree) {
		Map<String, IsolatedIndicator> before = this.indicators;
		Map<String, IsolatedIndicator> after = new LinkedHashMap<>();
		this.indicators = after;
		this.children = tree.publish(this.path, (path, indicator) -> publish(path, indicator, before, after));
		before.forEach((path, indicator) -> {
			if (!after.containsKey(path)) {
				indicator.close();
			}
		});
	}

	private HealthContributor publish(String path, HealthIndicator indicator, Map<String, IsolatedIndicator> before,
			Map<String, IsolatedIndicator> after) {
		if (this.isolation.isLeftAlone(path, indicator)) {
			return indicator;
		}
		IsolatedIndicator isolated = before.get(path);
		if (isolated != null) {
			isolated.indicator(indicator);
		}
		else {
			isolated = new IsolatedIndicator(this.isolation, path, indicator);
		}
		after.put(path, isolated);
		return isolated.published();
	}

	@Override
	public void close() {
		this.isolation.unregister(this.itself);
		synchronized (this) {
			this.closed = true;
			this.indicators.values().forEach(IsolatedIndicator::close);
			this.indicators = Map.of();
		}
	}

	@Override
	public String toString() {
		return "composite health contributor " + this.composite.getClass().getName();
	}

}
