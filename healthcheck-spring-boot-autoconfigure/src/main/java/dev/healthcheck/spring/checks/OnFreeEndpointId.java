package dev.healthcheck.spring.checks;

import java.util.Objects;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Condition that matches if the application has no endpoint with the same id as the one
 * in {@link ConditionalOnAvailableEndpoint} on the same class: two endpoints with one id
 * would fail start-up.
 */
public final class OnFreeEndpointId extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Free endpoint id");
		String id = id(metadata);
		ConfigurableListableBeanFactory beanFactory = Objects.requireNonNull(context.getBeanFactory());
		for (String name : beanFactory.getBeanDefinitionNames()) {
			Endpoint endpoint = beanFactory.findAnnotationOnBean(name, Endpoint.class, false);
			if (endpoint != null && EndpointId.of(id).equals(EndpointId.of(endpoint.id()))) {
				return ConditionOutcome.noMatch(message.because("bean '" + name + "' has the id '" + id + "'"));
			}
		}
		return ConditionOutcome.match(message.because("no bean has the id '" + id + "'"));
	}

	private static String id(AnnotatedTypeMetadata metadata) {
		Class<?> type = metadata.getAnnotations().get(ConditionalOnAvailableEndpoint.class).getClass("endpoint");
		return MergedAnnotations.from(type).get(Endpoint.class).getString("id");
	}

}
