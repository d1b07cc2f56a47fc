package dev.healthcheck.spring.indicators;

import dev.healthcheck.spring.checks.ContributingCheckRegistry;
import dev.healthcheck.spring.checks.OwnContributors;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * {@link BeanPostProcessor} that isolates what is in the registries of health
 * contributors, and adds ours and the checks to them, as soon as they exist: before the
 * membership of groups is validated. The beans of the contributors themselves are left as
 * they are.
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
			// First, so that a clash of names is seen as one of contributors
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
