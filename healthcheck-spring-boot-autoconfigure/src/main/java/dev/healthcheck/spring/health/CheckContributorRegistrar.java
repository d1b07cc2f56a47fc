package dev.healthcheck.spring.health;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/**
 * {@link BeanPostProcessor} that adds the checks to the registry of health contributors
 * as soon as it exists: before the membership of groups is validated.
 *
 * @since 0.1.0
 */
public final class CheckContributorRegistrar implements BeanPostProcessor {

	private final ObjectProvider<ContributingCheckRegistry> checks;

	/**
	 * Create a registrar.
	 * @param checks provides the checks, lazily
	 */
	public CheckContributorRegistrar(ObjectProvider<ContributingCheckRegistry> checks) {
		this.checks = checks;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof HealthContributorRegistry contributors) {
			this.checks.getObject().contributeTo(contributors);
		}
		return bean;
	}

}
