package dev.healthcheck.spring.checks;

import java.util.Map;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.log.LogMessage;

/**
 * Warns of properties that have no effect because a property of Spring Boot disables
 * their contributor.
 */
record DisabledContributorsWarning(Environment environment) implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(DisabledContributorsWarning.class);

	@Override
	public void afterSingletonsInstantiated() {
		warn(OwnContributors.WORKERS, "healthcheck.workers");
		warn(OwnContributors.MAINTENANCE, "healthcheck.maintenance");
		warn(OwnContributors.SERVER, "healthcheck.app-server");
	}

	private void warn(String name, String prefix) {
		String disabling = "management.health." + name + ".enabled";
		if (isTrue(disabling) || !isTrue(prefix + ".enabled")) {
			return;
		}
		// Variables of Kubernetes for a Service are nested one level deeper
		String keys = Binder.get(this.environment)
			.bind(prefix, Bindable.mapOf(String.class, Object.class))
			.orElse(Map.of())
			.entrySet()
			.stream()
			.filter((entry) -> !(entry.getValue() instanceof Map))
			.map((entry) -> "'" + prefix + "." + entry.getKey() + "'")
			.collect(Collectors.joining(", "));
		if (!keys.isEmpty()) {
			logger.warn(
					LogMessage.format("'%s' is false, so %s has no effect: remove one or the other", disabling, keys));
		}
	}

	private boolean isTrue(String key) {
		return Binder.get(this.environment).bind(key, Boolean.class).orElse(true);
	}

}
