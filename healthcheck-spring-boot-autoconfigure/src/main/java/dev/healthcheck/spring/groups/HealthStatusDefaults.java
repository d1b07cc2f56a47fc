package dev.healthcheck.spring.groups;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.healthcheck.check.CheckStatus;
import org.apache.commons.logging.Log;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.log.LogMessage;

/**
 * Adds the order of statuses and their HTTP codes to Boot's own properties, as defaults
 * of the lowest precedence and key by key: Boot ignores a status that is not in the
 * order, and a mapping that names one status drops the others.
 */
final class HealthStatusDefaults implements EnvironmentPostProcessor, Ordered {

	private static final String PREFIX = "management.endpoint.health.";

	private static final int FAILURE = 503;

	private static final String ORDER = CheckStatus.ORDER.stream()
		.map(CheckStatus::code)
		.collect(Collectors.joining(","));

	private final Log logger;

	HealthStatusDefaults(DeferredLogFactory logFactory) {
		this.logger = logFactory.getLog(HealthStatusDefaults.class);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Binder binder = Binder.get(environment);
		if (!binder.bind("healthcheck.enabled", Boolean.class).orElse(true)) {
			return;
		}
		int maintenance = maintenanceStatus(binder);
		if (maintenance >= 200 && maintenance < 400) {
			this.logger.warn(LogMessage.format(
					"'healthcheck.maintenance.status' is %d: HAProxy's default check, "
							+ "NGINX Plus, AWS NLB, Kubernetes and Consul go on sending traffic in maintenance",
					maintenance));
		}
		Map<String, Object> defaults = new LinkedHashMap<>();
		String key = PREFIX + "status.order";
		if (order(binder, key).isEmpty()) {
			defaults.put(key, ORDER);
		}
		warnOfIncompleteOrder(binder, key);
		addMapping(binder, PREFIX + "status.http-mapping", defaults, codes(binder));
		for (String group : map(binder, PREFIX + "group").keySet()) {
			String prefix = PREFIX + "group." + group + ".status.";
			warnOfIncompleteOrder(binder, prefix + "order");
			if (!map(binder, prefix + "http-mapping").isEmpty()) {
				addMapping(binder, prefix + "http-mapping", defaults, Map.of(CheckStatus.MAINTENANCE, maintenance));
			}
		}
		DefaultPropertiesPropertySource.addOrMerge(defaults, environment.getPropertySources());
	}

	private List<String> order(Binder binder, String key) {
		return binder.bind(name(key), Bindable.listOf(String.class)).orElse(List.of());
	}

	private void warnOfIncompleteOrder(Binder binder, String key) {
		List<String> order = order(binder, key);
		Set<CheckStatus> present = order.stream().map(CheckStatus::new).collect(Collectors.toSet());
		for (CheckStatus status : List.of(CheckStatus.MAINTENANCE, CheckStatus.DEGRADED)) {
			if (!order.isEmpty() && !present.contains(status)) {
				this.logger.warn(LogMessage.format("'%s' lacks %s: an aggregate ignores that status", key, status));
			}
		}
	}

	static Map<CheckStatus, Integer> codes(Binder binder) {
		int failure = binder.bind("healthcheck.failure-status", Integer.class).orElse(FAILURE);
		return Map.of(CheckStatus.DOWN, failure, CheckStatus.OUT_OF_SERVICE, failure, CheckStatus.MAINTENANCE,
				maintenanceStatus(binder));
	}

	private static int maintenanceStatus(Binder binder) {
		return binder.bind("healthcheck.maintenance.status", Integer.class).orElse(FAILURE);
	}

	private void addMapping(Binder binder, String key, Map<String, Object> defaults, Map<CheckStatus, Integer> codes) {
		Set<CheckStatus> mapped = map(binder, key).keySet().stream().map(CheckStatus::new).collect(Collectors.toSet());
		codes.forEach((status, code) -> {
			if (!mapped.contains(status)) {
				defaults.put(key + "." + status.code().toLowerCase(Locale.ROOT).replace('_', '-'), code);
			}
		});
	}

	private Map<String, Object> map(Binder binder, String key) {
		return binder.bind(name(key), Bindable.mapOf(String.class, Object.class)).orElse(Map.of());
	}

	// Names of groups may contain characters that are not valid in a canonical key
	private static ConfigurationPropertyName name(String key) {
		return ConfigurationPropertyName.adapt(key, '.');
	}

}
