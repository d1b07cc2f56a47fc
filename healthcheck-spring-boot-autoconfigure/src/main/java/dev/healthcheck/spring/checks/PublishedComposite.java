package dev.healthcheck.spring.checks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;

/**
 * {@link CompositeHealthContributor} with the members that a composite of the user had
 * when they were last listed. Immutable.
 */
public record PublishedComposite(Map<String, HealthContributor> children) implements CompositeHealthContributor {

	public PublishedComposite {
		children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
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
