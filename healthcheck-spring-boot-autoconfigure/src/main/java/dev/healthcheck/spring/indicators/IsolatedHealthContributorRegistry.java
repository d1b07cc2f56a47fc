package dev.healthcheck.spring.indicators;

import java.util.stream.Stream;

import dev.healthcheck.spring.checks.OwnContributors;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors.Entry;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/**
 * {@link HealthContributorRegistry} that returns the contributors of another one,
 * isolated. It has the type of Boot's registry bean, so that it can be injected as that.
 */
final class IsolatedHealthContributorRegistry extends DefaultHealthContributorRegistry {

	private final HealthContributorRegistry delegate;

	private final IsolatedContributors isolated;

	IsolatedHealthContributorRegistry(HealthContributorRegistry delegate, @Nullable IndicatorIsolation isolation,
			OwnContributors own) {
		this.delegate = delegate;
		this.isolated = new IsolatedContributors(isolation, own);
		delegate.forEach((entry) -> this.isolated.add(entry.name(), entry.contributor(), () -> {
		}));
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		HealthContributor contributor = this.delegate.getContributor(name);
		return (contributor != null) ? published(name, contributor) : null;
	}

	@Override
	public Stream<Entry> stream() {
		return this.delegate.stream()
			.map((entry) -> new Entry(entry.name(), published(entry.name(), entry.contributor())));
	}

	private HealthContributor published(String name, HealthContributor contributor) {
		HealthContributor published = this.isolated.published(name);
		return (published != null) ? published : contributor;
	}

	@Override
	public void registerContributor(String name, HealthContributor contributor) {
		this.isolated.add(name, contributor, () -> this.delegate.registerContributor(name, contributor));
	}

	@Override
	public @Nullable HealthContributor unregisterContributor(String name) {
		HealthContributor contributor = this.delegate.unregisterContributor(name);
		this.isolated.remove(name);
		return contributor;
	}

}
