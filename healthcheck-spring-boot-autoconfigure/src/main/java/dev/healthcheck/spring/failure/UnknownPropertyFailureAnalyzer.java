package dev.healthcheck.spring.failure;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.healthcheck.spring.properties.HealthcheckProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;

/**
 * Failure analyzer for a key that is not a property. Runs before Spring Boot's analyzer
 * of binding errors, which describes the binder.
 */
final class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException>
		implements Ordered {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("healthcheck");

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		List<ConfigurationProperty> unknown = cause.getUnboundProperties()
			.stream()
			.filter((property) -> PREFIX.isAncestorOf(property.getName()))
			.toList();
		if (unknown.isEmpty()) {
			return null;
		}
		String description = unknown.stream()
			.map((property) -> "'%s'%s is not a property of the healthcheck starter.".formatted(property.getName(),
					(property.getOrigin() != null) ? " (" + property.getOrigin() + ")" : ""))
			.collect(Collectors.joining("%n".formatted()));
		String action = unknown.stream()
			.map((property) -> known(property.getName()))
			.distinct()
			.collect(Collectors.joining("%n".formatted(), "Correct or remove it. ", ""))
			.strip();
		return new FailureAnalysis(description, action, cause);
	}

	// The properties beside it, down to the first element that is not known
	private static String known(ConfigurationPropertyName name) {
		ResolvableType type = ResolvableType.forClass(HealthcheckProperties.class);
		int depth = 1;
		while (depth < name.getNumberOfElements() - 1) {
			ResolvableType next = type.toClass().equals(Map.class) ? type.getGeneric(1) : component(type, name, depth);
			if (!next.toClass().isRecord() && !next.toClass().equals(Map.class)) {
				break;
			}
			type = next;
			depth++;
		}
		RecordComponent[] components = type.toClass().getRecordComponents();
		return (components != null) ? "Below '%s' are: %s".formatted(name.chop(depth), names(components)) : "";
	}

	private static String names(RecordComponent[] components) {
		return Arrays.stream(components)
			.map((component) -> DataObjectPropertyName.toDashedForm(component.getName()))
			.sorted()
			.collect(Collectors.joining(", "));
	}

	private static ResolvableType component(ResolvableType type, ConfigurationPropertyName name, int depth) {
		String element = name.getElement(depth, Form.UNIFORM);
		return Arrays.stream(type.toClass().getRecordComponents())
			.filter((component) -> component.getName().equalsIgnoreCase(element))
			.findFirst()
			.map((component) -> ResolvableType.forType(component.getGenericType()))
			.orElse(ResolvableType.NONE);
	}

}
