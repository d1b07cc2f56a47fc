package dev.healthcheck.spring.indicators;

import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.healthcheck.spring.checks.OwnContributors;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributors.Entry;
import org.springframework.boot.health.registry.DefaultReactiveHealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * {@link ReactiveHealthContributorRegistry} that returns the contributors of another one,
 * isolated, and the published contributors of the blocking registry, so that Boot need
 * not adapt these for reactive readers.
 */
final class IsolatedReactiveHealthContributorRegistry extends DefaultReactiveHealthContributorRegistry {

	private final ReactiveHealthContributorRegistry delegate;

	private final IsolatedContributors isolated;

	private final Supplier<HealthContributors> blocking;

	IsolatedReactiveHealthContributorRegistry(ReactiveHealthContributorRegistry delegate,
			@Nullable IndicatorIsolation isolation, Supplier<HealthContributors> blocking, OwnContributors own) {
		this.delegate = delegate;
		this.isolated = new IsolatedContributors(isolation, own);
		this.blocking = blocking;
		delegate.forEach((entry) -> this.isolated.add(entry.name(), entry.contributor().asHealthContributor(), () -> {
		}));
	}

	@Override
	public @Nullable ReactiveHealthContributor getContributor(String name) {
		ReactiveHealthContributor contributor = this.delegate.getContributor(name);
		HealthContributor published = (contributor != null) ? this.isolated.published(name)
				: this.blocking.get().getContributor(name);
		ReactiveHealthContributor reactive = (published != null) ? PublishedReactive.of(published) : null;
		return (reactive != null) ? reactive : contributor;
	}

	@Override
	public Stream<Entry> stream() {
		return Stream
			.concat(this.delegate.stream().map(Entry::name),
					this.blocking.get().stream().map(HealthContributors.Entry::name))
			.distinct()
			.flatMap((name) -> Stream.ofNullable(getContributor(name))
				.map((contributor) -> new Entry(name, contributor)));
	}

	@Override
	public void registerContributor(String name, ReactiveHealthContributor contributor) {
		this.isolated.add(name, contributor.asHealthContributor(),
				() -> this.delegate.registerContributor(name, contributor));
	}

	@Override
	public @Nullable ReactiveHealthContributor unregisterContributor(String name) {
		ReactiveHealthContributor contributor = this.delegate.unregisterContributor(name);
		this.isolated.remove(name);
		return contributor;
	}

}
