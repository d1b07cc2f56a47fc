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
 * {@link ReactiveHealthContributorRegistry} that holds what another one holds, and shows
 * it isolated; and shows the published contributors of the blocking registry too, so that
 * Boot need not adapt them for reactive readers.
 */
final class IsolatedReactiveHealthContributorRegistry extends DefaultReactiveHealthContributorRegistry {

	private final ReactiveHealthContributorRegistry delegate;

	private final IsolatedContributors isolated;

	private final Supplier<HealthContributors> blocking;

	private final OwnContributors own;

	IsolatedReactiveHealthContributorRegistry(ReactiveHealthContributorRegistry delegate,
			@Nullable IndicatorIsolation isolation, Supplier<HealthContributors> blocking, OwnContributors own) {
		this.delegate = delegate;
		this.own = own;
		this.isolated = new IsolatedContributors(isolation);
		this.blocking = blocking;
		delegate.forEach((entry) -> {
			own.makeWayFor(entry.name());
			this.isolated.add(entry.name(), entry.contributor().asHealthContributor());
		});
	}

	@Override
	public @Nullable ReactiveHealthContributor getContributor(String name) {
		ReactiveHealthContributor contributor = this.delegate.getContributor(name);
		if (contributor != null) {
			return published(name, contributor);
		}
		HealthContributor blocking = this.blocking.get().getContributor(name);
		return (blocking != null) ? PublishedReactive.of(blocking) : null;
	}

	@Override
	public Stream<Entry> stream() {
		Stream<Entry> reactive = this.delegate.stream()
			.map((entry) -> new Entry(entry.name(), published(entry.name(), entry.contributor())));
		return Stream.concat(reactive, this.blocking.get().stream().flatMap(this::published));
	}

	private ReactiveHealthContributor published(String name, ReactiveHealthContributor contributor) {
		HealthContributor published = this.isolated.published(name);
		ReactiveHealthContributor reactive = (published != null) ? PublishedReactive.of(published) : null;
		return (reactive != null) ? reactive : contributor;
	}

	private Stream<Entry> published(HealthContributors.Entry blocking) {
		if (this.delegate.getContributor(blocking.name()) != null) {
			return Stream.empty();
		}
		ReactiveHealthContributor reactive = PublishedReactive.of(blocking.contributor());
		return (reactive != null) ? Stream.of(new Entry(blocking.name(), reactive)) : Stream.empty();
	}

	@Override
	public void registerContributor(String name, ReactiveHealthContributor contributor) {
		this.own.makeWayFor(name);
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
