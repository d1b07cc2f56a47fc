package dev.healthcheck.spring.indicators;

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
 * {@link ReactiveHealthIndicator} that returns published results on the thread that
 * subscribes. Boot's own adapter uses {@code boundedElastic}, which blocking work of the
 * application can fill.
 */
record PublishedReactive(HealthIndicator indicator) implements ReactiveHealthIndicator {

	// Null if it is not published and has to be run
	static @Nullable ReactiveHealthContributor of(HealthContributor contributor) {
		if (contributor instanceof PublishedComposite composite) {
			return new Composite(composite);
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

	private record Composite(PublishedComposite composite) implements CompositeReactiveHealthContributor {

		@Override
		public CompositeHealthContributor asHealthContributor() {
			return this.composite;
		}

		@Override
		public @Nullable ReactiveHealthContributor getContributor(String name) {
			HealthContributor child = this.composite.getContributor(name);
			return (child != null) ? reactive(child) : null;
		}

		@Override
		public Stream<Entry> stream() {
			return this.composite.stream().map((child) -> new Entry(child.name(), reactive(child.contributor())));
		}

		private static ReactiveHealthContributor reactive(HealthContributor child) {
			ReactiveHealthContributor published = of(child);
			return (published != null) ? published : ReactiveHealthContributor.adapt(child);
		}

	}

}
