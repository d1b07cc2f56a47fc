package dev.healthcheck.spring.failure;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/**
 * Failure analyzer for properties that there are no more: says what took their place.
 * Comes before Spring Boot's, which only says that they are not known.
 */
final class RemovedPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException>
		implements Ordered {

	private static final Map<String, String> SUCCESSORS = Map.of("healthcheck.server.isolated",
			"Set 'healthcheck.server.enabled=false' for no probe server; Actuator's endpoints stay where Spring Boot has them.",
			"healthcheck.server.reserved-threads",
			"Remove it: probes need no threads of their own any more. 'healthcheck.server.threads' is for what is not published.",
			"healthcheck.server.stall-after", "Use 'healthcheck.app-server.stall-after'.",
			"healthcheck.server.on-stall", "Use 'healthcheck.app-server.on-stall'.", "healthcheck.statsd.allow",
			"Remove it: set 'healthcheck.statsd.host' to an address that only trusted senders reach, or use a firewall.");

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		List<ConfigurationProperty> removed = cause.getUnboundProperties()
			.stream()
			.filter((property) -> SUCCESSORS.containsKey(key(property)))
			.toList();
		if (removed.isEmpty()) {
			return null;
		}
		StringBuilder description = new StringBuilder("There are no such properties any more:");
		StringBuilder action = new StringBuilder();
		for (ConfigurationProperty property : removed) {
			String name = property.getName().toString();
			description.append("%n    %s = %s".formatted(name, property.getValue()));
			if (property.getOrigin() != null) {
				description.append(" (").append(property.getOrigin()).append(')');
			}
			action.append(action.isEmpty() ? "" : "%n".formatted())
				.append('\'')
				.append(name)
				.append("': ")
				.append(Objects.requireNonNull(SUCCESSORS.get(key(property))));
		}
		return new FailureAnalysis(description.toString(), action.toString(), cause);
	}

	// Without the index that an element of a list in YAML has
	private static String key(ConfigurationProperty property) {
		ConfigurationPropertyName name = property.getName();
		return (name.isLastElementIndexed() ? name.getParent() : name).toString();
	}

}
