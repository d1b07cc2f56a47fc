package dev.healthcheck.spring.failure;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionOverrideException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.type.MethodMetadata;

/**
 * {@link FailureAnalyzer} for a bean of the application with the name of a bean of the
 * starter. Runs before Spring Boot's, which advises to override one with the other.
 */
final class TakenBeanNameFailureAnalyzer extends AbstractFailureAnalyzer<BeanDefinitionOverrideException>
		implements Ordered {

	private static final String OURS = "dev.healthcheck.spring.";

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanDefinitionOverrideException cause) {
		if (!isOurs(cause.getBeanDefinition())) {
			return null;
		}
		String theirs = cause.getExistingDefinition().getResourceDescription();
		return new FailureAnalysis(
				"The bean '%s'%s has the name of a bean of the healthcheck starter.".formatted(cause.getBeanName(),
						(theirs != null) ? ", defined in " + theirs + "," : ""),
				"Rename the bean of the application. The starter uses names that begin with 'healthcheck'.", cause);
	}

	private static boolean isOurs(BeanDefinition definition) {
		MethodMetadata method = (definition instanceof AnnotatedBeanDefinition annotated)
				? annotated.getFactoryMethodMetadata() : null;
		return method != null && method.getDeclaringClassName().startsWith(OURS);
	}

}
