package dev.healthcheck.spring.maintenance;

import java.util.Objects;

import dev.healthcheck.spring.checks.RelaxedName;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Condition that matches if the application has no endpoint {@code maintenance}: two of
 * one id would fail its start.
 */
final class OnFreeEndpointId extends SpringBootCondition implements ConfigurationCondition {

	private static final RelaxedName ID = RelaxedName.of("maintenance");

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Free endpoint id");
		ConfigurableListableBeanFactory beanFactory = Objects.requireNonNull(context.getBeanFactory());
		for (String name : beanFactory.getBeanDefinitionNames()) {
			Endpoint endpoint = beanFactory.findAnnotationOnBean(name, Endpoint.class, false);
			if (endpoint != null && ID.equals(RelaxedName.of(endpoint.id()))) {
				return ConditionOutcome.noMatch(message.because("bean '" + name + "' has the id 'maintenance'"));
			}
		}
		return ConditionOutcome.match(message.because("no bean has the id 'maintenance'"));
	}

}
