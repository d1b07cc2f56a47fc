package dev.healthcheck.spring.indicators;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

import dev.healthcheck.spring.checks.PublishedComposite;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * What a composite consisted of when it was looked through: indicators, and composites of
 * the same.
 *
 * @param indicators the indicators by their names
 * @param composites the composites by their names
 */
record CompositeTree(Map<String, HealthIndicator> indicators, Map<String, CompositeTree> composites) {

	/** A composite beyond this is endless, or not meant to be shown. */
	private static final int MOST = 1000;

	/**
	 * Look through a composite. Runs the composite's own code, which may be slow, throw,
	 * or hang.
	 * @param composite the composite
	 * @return what it consists of
	 * @throws IllegalStateException if it contains itself, or more than 1,000 indicators
	 */
	static CompositeTree of(CompositeHealthContributor composite) {
		return of(composite, Collections.newSetFromMap(new IdentityHashMap<>()), new int[1]);
	}

	private static CompositeTree of(HealthContributors composite, Set<Object> above, int[] count) {
		if (!above.add(composite)) {
			throw new IllegalStateException("The composite contains itself");
		}
		CompositeTree tree = new CompositeTree(new LinkedHashMap<>(), new LinkedHashMap<>());
		for (HealthContributors.Entry entry : composite) {
			if (count[0]++ >= MOST) {
				throw new IllegalStateException("The composite has more than " + MOST + " members");
			}
			if (entry.contributor() instanceof HealthIndicator indicator) {
				tree.indicators.put(entry.name(), indicator);
			}
			else if (entry.contributor() instanceof HealthContributors child) {
				tree.composites.put(entry.name(), of(child, above, count));
			}
		}
		above.remove(composite);
		return tree;
	}

	/**
	 * Return a composite of the same shape with other indicators.
	 * @param path the path of this composite
	 * @param published returns what to put in the place of the indicator on a path
	 * @return the composite
	 */
	PublishedComposite publish(String path, BiFunction<String, HealthIndicator, HealthContributor> published) {
		Map<String, HealthContributor> children = new LinkedHashMap<>();
		this.indicators.forEach((name, indicator) -> children.put(name, published.apply(path + "/" + name, indicator)));
		this.composites.forEach((name, tree) -> children.put(name, tree.publish(path + "/" + name, published)));
		return new PublishedComposite(children);
	}

}
