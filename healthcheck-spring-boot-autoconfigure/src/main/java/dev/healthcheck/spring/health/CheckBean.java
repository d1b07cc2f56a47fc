package dev.healthcheck.spring.health;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;

import org.springframework.beans.factory.BeanFactory;

/**
 * {@link Check} that runs the bean of type {@link Check} that the factory returns at each
 * run, so that a lazy bean is first created on the thread of a check.
 */
final class CheckBean implements Check {

	private final BeanFactory beanFactory;

	private final String beanName;

	CheckBean(BeanFactory beanFactory, String beanName) {
		this.beanFactory = beanFactory;
		this.beanName = beanName;
	}

	@Override
	public CheckResult run() throws Exception {
		return this.beanFactory.getBean(this.beanName, Check.class).run();
	}

	@Override
	public String toString() {
		return "bean '" + this.beanName + "'";
	}

}
