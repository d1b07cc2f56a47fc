package dev.healthcheck.spring.checks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors.Entry;

/**
 * {@link CompositeHealthContributor} of what a user's composite consisted of when it was
 * last looked through. Immutable.
 */
public final class PublishedComposite implements CompositeHealthContributor {

	private final Map<String, HealthContributor> children;

	public PublishedComposite(Map<String, HealthContributor> children) {
		this.children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		return this.children.get(name);
	}

	@Override
	public Stream<Entry> stream() {
		return this.children.entrySet().stream().map((child) -> new Entry(child.getKey(), child.getValue()));
	}

}
