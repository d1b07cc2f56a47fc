package dev.healthcheck.spring.checks;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * {@link Check} that runs the bean of type {@link Check} that the factory returns at each
 * run, so that a lazy bean is first created on the thread of a check.
 */
final class CheckBean implements Check {

	private final BeanFactory beanFactory;

	private final String beanName;

	/** Of the last run: the factory may be busy creating the bean for it. */
	private volatile @Nullable Check bean;

	CheckBean(BeanFactory beanFactory, String beanName) {
		this.beanFactory = beanFactory;
		this.beanName = beanName;
	}

	@Override
	public CheckResult run() throws Exception {
		Check bean = this.beanFactory.getBean(this.beanName, Check.class);
		this.bean = bean;
		return bean.run();
	}

	@Override
	public @Nullable CheckResult earlyFailure() {
		Check bean = this.bean;
		return (bean != null) ? bean.earlyFailure() : null;
	}

	@Override
	public String toString() {
		return "bean '" + this.beanName + "'";
	}

}
