package dev.healthcheck.spring.checks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.spring.failure.ExplainedFailureException;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.util.ClassUtils;

/**
 * The checks that an application declares: {@link HealthCheck @HealthCheck} methods of
 * its beans, and beans of type {@link Check}, named like their bean without the suffix
 * {@code HealthCheck} or {@code Check}. They are found by the types of the bean
 * definitions, without creating a bean. A check that cannot run in the background fails
 * start-up.
 */
final class DeclaredChecks implements SmartInitializingSingleton {

	private static final Set<String> NARROW_SCOPES = Set.of("prototype", "request", "session", "websocket");

	private final ConfigurableListableBeanFactory beanFactory;

	private final Map<String, Class<?>> types = new LinkedHashMap<>();

	private final Map<String, Check> checks = new LinkedHashMap<>();

	private final List<HealthCheckMethod> methods = new ArrayList<>();

	DeclaredChecks(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		for (String beanName : beanFactory.getBeanDefinitionNames()) {
			Class<?> type = ScopedProxyUtils.isScopedTarget(beanName) ? null : typeOf(beanName);
			if (type != null) {
				this.types.put(beanName, type);
				find(beanName, type);
			}
		}
	}

	Map<String, Check> asMap() {
		return Collections.unmodifiableMap(this.checks);
	}

	private void find(String beanName, Class<?> type) {
		if (Check.class.isAssignableFrom(type)) {
			add(checkName(beanName), beanName, new CheckBean(this.beanFactory, beanName));
		}
		HealthCheckMethod.annotatedIn(type).forEach((method, annotation) -> {
			HealthCheckMethod check = new HealthCheckMethod(this.beanFactory, beanName, method);
			refuseFor(check, check.problem());
			add(annotation.value(), beanName, check);
			this.methods.add(check);
		});
	}

	private @Nullable Class<?> typeOf(String beanName) {
		Object bean = singleton(beanName);
		if (bean != null) {
			return typeOf(bean);
		}
		String definition = definitionName(beanName);
		Object target = this.beanFactory.getBeanDefinition(definition)
			.getAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE);
		Class<?> type = (target instanceof Class<?> targetClass) ? targetClass
				: this.beanFactory.getType(definition, false);
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	private static Class<?> typeOf(Object bean) {
		return ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(bean));
	}

	// The product of a factory bean may be lazy or scoped, and is not created here
	private @Nullable Object singleton(String beanName) {
		Object bean = this.beanFactory.containsSingleton(beanName) ? this.beanFactory.getSingleton(beanName) : null;
		return (bean instanceof FactoryBean<?>) ? null : bean;
	}

	private String definitionName(String beanName) {
		String scopedTarget = ScopedProxyUtils.getTargetBeanName(beanName);
		return this.beanFactory.containsBeanDefinition(scopedTarget) ? scopedTarget : beanName;
	}

	private void add(String name, String beanName, Check check) {
		if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
			throw new ExplainedFailureException("The name '" + name + "' of the check " + check + " is not valid.",
					"Use 1 to 64 of the characters A-Z a-z 0-9 _ - for the name of a check.");
		}
		String scope = this.beanFactory.getMergedBeanDefinition(definitionName(beanName)).getScope();
		if (scope != null && NARROW_SCOPES.contains(scope)) {
			refuseFor(check, "its bean '" + beanName + "' has the scope '" + scope
					+ "', and there is no bean of that scope on a background thread");
		}
		for (String suffix : new String[] { "HealthIndicator", "HealthContributor" }) {
			String contributor = name + suffix;
			if (this.beanFactory.containsBeanDefinition(contributor)
					&& this.beanFactory.isTypeMatch(contributor, HealthContributor.class)) {
				refuseName(name, check, "bean '" + contributor + "'");
			}
		}
		if (OwnContributors.isOwn(name, this.beanFactory)) {
			refuseName(name, check, "one of healthcheck's own");
		}
		Check other = this.checks.putIfAbsent(name, check);
		if (other != null) {
			refuseName(name, check, other);
		}
	}

	private static String checkName(String beanName) {
		for (String suffix : new String[] { "HealthCheck", "Check" }) {
			if (beanName.length() > suffix.length() && beanName.endsWith(suffix)) {
				return beanName.substring(0, beanName.length() - suffix.length());
			}
		}
		return beanName;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.types.forEach((beanName, type) -> {
			Object bean = singleton(beanName);
			if (bean != null && typeOf(bean) != type) {
				refuseHidden(beanName, type, typeOf(bean));
			}
		});
		for (HealthCheckMethod check : this.methods) {
			Object bean = singleton(check.beanName());
			if (bean != null) {
				refuseFor(check, check.problemOn(bean));
			}
		}
	}

	private void refuseHidden(String beanName, Class<?> declared, Class<?> actual) {
		HealthCheckMethod.annotatedIn(actual).forEach((method, annotation) -> {
			if (this.methods.stream().noneMatch((check) -> check.isOf(beanName, method))) {
				refuseFor(new HealthCheckMethod(this.beanFactory, beanName, method),
						"its bean is declared as " + declared.getName() + ", which does not have the method");
			}
		});
	}

	private static void refuseName(String name, Check check, Object other) {
		throw new ExplainedFailureException(
				"Two health contributors have the name '" + name + "': the check " + check + ", and " + other + ".",
				"Give one of them another name.");
	}

	private static void refuseFor(Check check, @Nullable String problem) {
		if (problem != null) {
			throw new ExplainedFailureException("The check " + check + " cannot be run: " + problem + ".",
					"Change the method or how its bean is declared, or declare the check as a singleton bean of type "
							+ Check.class.getName() + ".");
		}
	}

	/**
	 * {@link Check} that runs the bean that the factory returns at each run, so that a
	 * lazy bean is first created on the thread of a check.
	 */
	static final class CheckBean implements Check {

		private final BeanFactory beanFactory;

		private final String beanName;

		/** From the last run: the factory may be busy creating the bean. */
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

}
