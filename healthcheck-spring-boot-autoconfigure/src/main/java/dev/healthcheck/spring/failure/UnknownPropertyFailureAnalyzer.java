package dev.healthcheck.spring.failure;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.healthcheck.spring.properties.HealthcheckProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;

/**
 * Failure analyzer for a key that is not a property, or has no value. Runs before Spring
 * Boot's analyzer of binding errors, which describes the binder.
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
		List<Unbound> unbound = cause.getUnboundProperties()
			.stream()
			.filter((property) -> PREFIX.isAncestorOf(property.getName()))
			.map(Unbound::of)
			.toList();
		if (unbound.isEmpty()) {
			return null;
		}
		String lines = "%n".formatted();
		String description = unbound.stream().map(Unbound::description).collect(Collectors.joining(lines));
		String action = unbound.stream()
			.map(Unbound::known)
			.distinct()
			.collect(Collectors.joining(lines, "Correct or remove it. ", ""))
			.strip();
		return new FailureAnalysis(description, action, cause);
	}

	/**
	 * A property that is not bound, and how much of its name is known.
	 *
	 * @param type what is below the last element of the name that is known
	 * @param depth the number of elements to it
	 */
	private record Unbound(ConfigurationProperty property, ResolvableType type, int depth) {

		static Unbound of(ConfigurationProperty property) {
			ConfigurationPropertyName name = property.getName();
			ResolvableType type = ResolvableType.forClass(HealthcheckProperties.class);
			int depth = 1;
			for (; depth < name.getNumberOfElements(); depth++) {
				ResolvableType next = type.toClass().equals(Map.class) ? type.getGeneric(1)
						: component(type, name.getElement(depth, Form.UNIFORM));
				if (next.equals(ResolvableType.NONE)) {
					break;
				}
				type = next;
			}
			return new Unbound(property, type, depth);
		}

		private static ResolvableType component(ResolvableType type, String element) {
			return components(type).filter((component) -> component.getName().equalsIgnoreCase(element))
				.findFirst()
				.map((component) -> ResolvableType.forType(component.getGenericType()))
				.orElse(ResolvableType.NONE);
		}

		private static Stream<RecordComponent> components(ResolvableType type) {
			return type.toClass().isRecord() ? Arrays.stream(type.toClass().getRecordComponents()) : Stream.empty();
		}

		String description() {
			boolean exists = this.depth == this.property.getName().getNumberOfElements();
			Origin origin = this.property.getOrigin();
			return "'%s'%s %s".formatted(this.property.getName(), (origin != null) ? " (" + origin + ")" : "",
					exists ? "cannot have the value '" + this.property.getValue() + "'."
							: "is not a property of the healthcheck starter.");
		}

		String known() {
			String names = components(this.type)
				.map((component) -> DataObjectPropertyName.toDashedForm(component.getName()))
				.sorted()
				.collect(Collectors.joining(", "));
			return names.isEmpty() ? ""
					: "Below '%s' are: %s".formatted(this.property.getName().chop(this.depth), names);
		}

	}

}
