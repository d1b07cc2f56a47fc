package dev.healthcheck.spring.checks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.log.LogMessage;
import org.springframework.util.ReflectionUtils;

/**
 * {@link Check} that runs a {@link HealthCheck @HealthCheck} method on the bean that the
 * factory returns at each run.
 */
record HealthCheckMethod(BeanFactory beanFactory, String beanName, Method method) implements Check {

	private static final Set<Class<?>> RETURN_TYPES = Set.of(boolean.class, Boolean.class, String.class,
			CheckResult.class, Health.class, void.class);

	private static final Log logger = LogFactory.getLog(HealthCheckMethod.class);

	/** The JVM returns the methods of a class in any order. */
	private static final Comparator<Method> ORDER = Comparator.comparing(Method::getName)
		.thenComparing(Method::toGenericString);

	static Map<Method, HealthCheck> annotatedIn(Class<?> type) {
		if (!AnnotationUtils.isCandidateClass(type, HealthCheck.class)) {
			return Map.of();
		}
		try {
			Map<Method, HealthCheck> annotated = new TreeMap<>(ORDER);
			annotated.putAll(MethodIntrospector.selectMethods(type,
					(MethodIntrospector.MetadataLookup<@Nullable HealthCheck>) (method) -> AnnotatedElementUtils
						.findMergedAnnotation(method, HealthCheck.class)));
			return annotated;
		}
		catch (Throwable ex) {
			// A signature names a missing class: not a reason to fail start-up
			logger.debug(LogMessage.format("Failed to read the methods of %s", type), ex);
			return Map.of();
		}
	}

	private boolean reports() {
		return Arrays.equals(this.method.getParameterTypes(), new Class<?>[] { HealthReport.class });
	}

	// Also of a method that overrides the one of this check
	boolean isOf(String beanName, Method method) {
		return this.beanName.equals(beanName) && this.method.getName().equals(method.getName())
				&& Arrays.equals(this.method.getParameterTypes(), method.getParameterTypes());
	}

	// The reason why the method cannot be a check, or null if it can
	@Nullable String problem() {
		Class<?> returnType = this.method.getReturnType();
		if (reports()) {
			return (returnType == void.class) ? null : "it takes a HealthReport and must then return void";
		}
		if (this.method.getParameterCount() > 0) {
			return "it may have no parameter other than one HealthReport";
		}
		return RETURN_TYPES.contains(returnType) ? null
				: "it must return boolean, String, CheckResult, Health or void, not " + returnType.getName();
	}

	// The reason why the method cannot be called on the bean, or null if it can
	@Nullable String problemOn(Object bean) {
		int modifiers = this.method.getModifiers();
		if (AopUtils.isCglibProxy(bean) && Modifier.isFinal(modifiers) && !Modifier.isStatic(modifiers)) {
			return "it is final, and its bean is behind a proxy: it would run on the proxy, without any state";
		}
		try {
			AopUtils.selectInvocableMethod(this.method, bean.getClass());
			return null;
		}
		catch (IllegalStateException ex) {
			return ex.getMessage();
		}
	}

	@Override
	public CheckResult run() throws Exception {
		Object bean = this.beanFactory.getBean(this.beanName);
		// A bean that is created after start-up was not validated then
		String problem = problemOn(bean);
		if (problem != null) {
			throw new IllegalStateException(this + " cannot be run: " + problem);
		}
		Method method = AopUtils.selectInvocableMethod(this.method, bean.getClass());
		ReflectionUtils.makeAccessible(method);
		if (reports()) {
			HealthReport report = new HealthReport();
			invoke(method, bean, report);
			return report.result();
		}
		Object returned = invoke(method, bean);
		return (method.getReturnType() == void.class) ? CheckResult.up() : result(returned);
	}

	private static @Nullable Object invoke(Method method, Object bean, Object... arguments) throws Exception {
		try {
			return method.invoke(bean, arguments);
		}
		catch (InvocationTargetException ex) {
			ReflectionUtils.rethrowException(ex.getTargetException());
			throw ex;
		}
	}

	private static CheckResult result(@Nullable Object returned) {
		if (returned instanceof CheckResult result) {
			return result;
		}
		if (returned instanceof Health health) {
			return new CheckResult(new CheckStatus(health.getStatus().getCode()), null, health.getDetails());
		}
		if (returned instanceof Boolean passed) {
			return passed ? CheckResult.up() : CheckResult.down("returned false");
		}
		return (returned != null) ? CheckResult.up((String) returned) : CheckResult.down("returned null");
	}

	@Override
	public String toString() {
		return this.method.getDeclaringClass().getName() + "." + this.method.getName() + " of bean '" + this.beanName
				+ "'";
	}

}
