package dev.healthcheck.spring.checks;

import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.log.LogMessage;

/**
 * Warns of properties of ours that have no effect because a property of Spring Boot
 * disables the contributor that they are for.
 */
final class DisabledContributorsWarning implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(DisabledContributorsWarning.class);

	private final Binder binder;

	DisabledContributorsWarning(Environment environment) {
		this.binder = Binder.get(environment);
	}

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
		List<String> keys = keys(prefix);
		if (!keys.isEmpty()) {
			logger.warn(LogMessage.format("'%s' is false, so that %s has no effect: remove one or the other", disabling,
					"'" + String.join("', '", keys) + "'"));
		}
	}

	private boolean isTrue(String key) {
		return this.binder.bind(key, Boolean.class).orElse(true);
	}

	// What Kubernetes says about a Service is nested one level deeper
	private List<String> keys(String prefix) {
		return this.binder.bind(prefix, Bindable.mapOf(String.class, Object.class))
			.orElse(Map.of())
			.entrySet()
			.stream()
			.filter((entry) -> !(entry.getValue() instanceof Map))
			.map((entry) -> prefix + "." + entry.getKey())
			.toList();
	}

}
