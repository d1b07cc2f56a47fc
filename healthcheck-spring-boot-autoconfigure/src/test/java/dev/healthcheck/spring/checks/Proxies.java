package dev.healthcheck.spring.checks;

import org.aopalliance.intercept.MethodInterceptor;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * {@link BeanPostProcessor} that puts beans with checks behind a proxy, as aspects do.
 */
final class Proxies implements BeanPostProcessor {

	private final boolean ofClass;

	private Proxies(boolean ofClass) {
		this.ofClass = ofClass;
	}

	static Proxies ofClass() {
		return new Proxies(true);
	}

	static Proxies ofInterfaces() {
		return new Proxies(false);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean.getClass().getEnclosingClass() != DeclaredChecksTests.class) {
			return bean;
		}
		ProxyFactory factory = new ProxyFactory(bean);
		factory.setProxyTargetClass(this.ofClass);
		factory.addAdvice((MethodInterceptor) (invocation) -> {
			Object returned = invocation.proceed();
			return (returned instanceof String text) ? text + ", proxied" : returned;
		});
		return factory.getProxy();
	}

}
