package dev.healthcheck.spring.startup;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.healthcheck.spring.failure.ExplainedFailureException;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/**
 * Properties that were removed. Binding ignores an unknown key in an environment variable
 * or a system property, so that a restriction would be lost without notice.
 */
final class RemovedProperties {

	private static final Map<String, String> ACTIONS = Map.of("healthcheck.server.isolated",
			"Set 'healthcheck.server.enabled=false' for no probe server; Actuator's endpoints stay where Spring Boot has them.",
			"healthcheck.server.reserved-threads",
			"Remove it: probes need no reserved threads. 'healthcheck.server.threads' serves what is not published.",
			"healthcheck.server.stall-after", "Use 'healthcheck.app-server.stall-after'.",
			"healthcheck.server.on-stall", "Use 'healthcheck.app-server.on-stall'.", "healthcheck.statsd.allow",
			"Remove it: set 'healthcheck.statsd.host' to an address that only trusted senders reach, or use a firewall.");

	private RemovedProperties() {
	}

	static void requireNone(Environment environment) {
		StringBuilder found = new StringBuilder();
		Set<String> actions = new LinkedHashSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			// A list in YAML has no value under the key itself
			ACTIONS.forEach((key, action) -> Stream.of(key, key + "[0]").forEach((name) -> {
				ConfigurationProperty property = source.getConfigurationProperty(ConfigurationPropertyName.of(name));
				if (property != null) {
					found.append("%n    %s = %s (%s)".formatted(name, property.getValue(), property.getOrigin()));
					actions.add("'" + key + "': " + action);
				}
			}));
		}
		if (!found.isEmpty()) {
			throw new ExplainedFailureException("These properties were removed:" + found,
					String.join(System.lineSeparator(), actions));
		}
	}

}
