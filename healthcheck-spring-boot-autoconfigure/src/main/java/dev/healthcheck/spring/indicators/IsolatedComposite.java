package dev.healthcheck.spring.indicators;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.spring.checks.CheckHealthIndicator;
import dev.healthcheck.spring.checks.PublishedComposite;
import dev.healthcheck.spring.indicators.IndicatorIsolation.IsolatedIndicator;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Isolates a composite. Listing the members of a composite runs the application's code.
 * So that is a check too, with the composite's name: it registers a check for each
 * indicator that it finds, and removes those of indicators that are gone. While listing
 * fails, the composite is shown as a single indicator with the reason.
 *
 * <p>
 * Runs of the check write, under the lock; readers take an immutable composite behind a
 * volatile.
 */
final class IsolatedComposite implements IsolatedContributors.Isolated, Check {

	/** A composite with more members is endless, or not meant to be shown. */
	private static final int MOST = 1000;

	private final IndicatorIsolation isolation;

	private final String path;

	private final CompositeHealthContributor composite;

	private final CheckHealthIndicator itself;

	private volatile @Nullable PublishedComposite children;

	@GuardedBy("this")
	private Map<String, IsolatedIndicator> indicators = Map.of();

	@GuardedBy("this")
	private boolean closed;

	IsolatedComposite(IndicatorIsolation isolation, String path, CompositeHealthContributor composite) {
		this.isolation = isolation;
		this.path = path;
		this.composite = composite;
		this.itself = isolation.register(path, this);
	}

	@Override
	public HealthContributor published() {
		if (this.children == null && this.isolation.isStartedByThisThread()) {
			// Read by start-up itself, which validates groups, and not by a probe
			runBeforeStart();
		}
		PublishedComposite children = this.children;
		CheckResult result = this.itself.verdict().result();
		boolean failing = result != null && result.isFailing();
		return (children != null && !failing) ? children : this.itself;
	}

	private void runBeforeStart() {
		try {
			run();
		}
		catch (RuntimeException | Error ex) {
			// The first run reports it
		}
	}

	@Override
	public CheckResult run() {
		Map<String, HealthContributor> members = membersOf(this.composite,
				Collections.newSetFromMap(new IdentityHashMap<>()), new int[1]);
		synchronized (this) {
			if (!this.closed) {
				publish(members);
			}
			return CheckResult.up(this.indicators.size() + " indicators");
		}
	}

	// Outside of the lock: the composite's own code may be slow, throw or hang
	private static Map<String, HealthContributor> membersOf(HealthContributors composite, Set<Object> above,
			int[] count) {
		if (!above.add(composite)) {
			throw new IllegalStateException("The composite contains itself");
		}
		Map<String, HealthContributor> members = new LinkedHashMap<>();
		for (HealthContributors.Entry entry : composite) {
			if (count[0]++ >= MOST) {
				throw new IllegalStateException("The composite has more than " + MOST + " members");
			}
			HealthContributor member = entry.contributor();
			members.put(entry.name(), (member instanceof HealthContributors child)
					? new PublishedComposite(membersOf(child, above, count)) : member);
		}
		above.remove(composite);
		return members;
	}

	@GuardedBy("this")
	private void publish(Map<String, HealthContributor> members) {
		Map<String, IsolatedIndicator> before = this.indicators;
		Map<String, IsolatedIndicator> after = new LinkedHashMap<>();
		this.indicators = after;
		this.children = published(this.path, new PublishedComposite(members), before, after);
		before.forEach((path, indicator) -> {
			if (!after.containsKey(path)) {
				indicator.close();
			}
		});
	}

	private PublishedComposite published(String path, HealthContributors members, Map<String, IsolatedIndicator> before,
			Map<String, IsolatedIndicator> after) {
		Map<String, HealthContributor> published = new LinkedHashMap<>();
		members.forEach((entry) -> {
			String childPath = path + "/" + entry.name();
			published.put(entry.name(),
					(entry.contributor() instanceof HealthContributors child)
							? published(childPath, child, before, after)
							: published(childPath, (HealthIndicator) entry.contributor(), before, after));
		});
		return new PublishedComposite(published);
	}

	private HealthContributor published(String path, HealthIndicator indicator, Map<String, IsolatedIndicator> before,
			Map<String, IsolatedIndicator> after) {
		if (this.isolation.isLeftAlone(path, indicator)) {
			return indicator;
		}
		IsolatedIndicator isolated = before.get(path);
		if (isolated != null) {
			isolated.check().indicator(indicator);
		}
		else {
			isolated = this.isolation.isolate(path, indicator);
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
