package dev.healthcheck.spring.indicators;

import dev.healthcheck.spring.checks.ContributingCheckRegistry;
import dev.healthcheck.spring.checks.OwnContributors;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * {@link BeanPostProcessor} that isolates the members of the registries of health
 * contributors, and adds ours and the checks, as soon as the registries exist: before the
 * members of groups are validated. The beans of the contributors are not changed.
 */
final class CheckContributorRegistrar implements BeanPostProcessor {

	private final ObjectProvider<ContributingCheckRegistry> checks;

	private final ObjectProvider<IndicatorIsolation> isolation;

	private final ObjectProvider<OwnContributors> own;

	private volatile HealthContributors blocking = HealthContributors.of();

	CheckContributorRegistrar(ObjectProvider<ContributingCheckRegistry> checks,
			ObjectProvider<IndicatorIsolation> isolation, ObjectProvider<OwnContributors> own) {
		this.checks = checks;
		this.isolation = isolation;
		this.own = own;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof HealthContributorRegistry registry) {
			// First, so that a name clash is reported as one of contributors
			ContributingCheckRegistry checks = this.checks.getObject();
			OwnContributors own = this.own.getObject();
			own.create();
			HealthContributorRegistry contributors = new IsolatedHealthContributorRegistry(registry,
					this.isolation.getIfAvailable(), own);
			own.contributeTo(registry);
			this.blocking = contributors;
			checks.contributeTo(contributors);
			return contributors;
		}
		if (bean instanceof ReactiveHealthContributorRegistry registry) {
			return new IsolatedReactiveHealthContributorRegistry(registry, this.isolation.getIfAvailable(),
					() -> this.blocking, this.own.getObject());
		}
		return bean;
	}

}
