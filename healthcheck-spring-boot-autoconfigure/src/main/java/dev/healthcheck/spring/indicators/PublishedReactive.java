package dev.healthcheck.spring.indicators;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.healthcheck.spring.checks.CheckHealthIndicator;
import dev.healthcheck.spring.checks.PublishedComposite;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors.Entry;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;

/**
 * {@link ReactiveHealthIndicator} that answers out of what is published, on the thread
 * that subscribes: Boot's own adapter goes through {@code boundedElastic}, which the
 * blocking work of the application can fill.
 */
final class PublishedReactive implements ReactiveHealthIndicator {

	private final HealthIndicator indicator;

	private PublishedReactive(HealthIndicator indicator) {
		this.indicator = indicator;
	}

	/**
	 * Return a contributor for reactive readers.
	 * @param contributor the contributor
	 * @return its reactive form, or {@code null} if it is not published and has to be run
	 */
	static @Nullable ReactiveHealthContributor of(HealthContributor contributor) {
		if (contributor instanceof PublishedComposite composite) {
			Map<String, ReactiveHealthContributor> children = new LinkedHashMap<>();
			composite.forEach((child) -> {
				ReactiveHealthContributor published = of(child.contributor());
				children.put(child.name(),
						(published != null) ? published : ReactiveHealthContributor.adapt(child.contributor()));
			});
			return new Composite(composite, children);
		}
		return CheckHealthIndicator.isPublished(contributor) ? new PublishedReactive((HealthIndicator) contributor)
				: null;
	}

	@Override
	public HealthIndicator asHealthContributor() {
		return this.indicator;
	}

	@Override
	public Mono<Health> health(boolean includeDetails) {
		return Mono.fromSupplier(() -> this.indicator.health(includeDetails));
	}

	@Override
	public Mono<Health> health() {
		return health(true);
	}

	/**
	 * Reactive form of a {@link PublishedComposite}.
	 *
	 * @param composite the composite
	 * @param children the reactive forms of its children
	 */
	private record Composite(PublishedComposite composite,
			Map<String, ReactiveHealthContributor> children) implements CompositeReactiveHealthContributor {

		@Override
		public CompositeHealthContributor asHealthContributor() {
			return this.composite;
		}

		@Override
		public @Nullable ReactiveHealthContributor getContributor(String name) {
			return this.children.get(name);
		}

		@Override
		public Stream<Entry> stream() {
			return this.children.entrySet().stream().map((child) -> new Entry(child.getKey(), child.getValue()));
		}

	}

}
