package dev.healthcheck.spring.server;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.commons.logging.Log;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.log.LogMessage;

/**
 * Hides environment variables of Kubernetes that look like properties of ours. Every
 * container gets {@code HEALTHCHECK_SERVER_PORT} if there is a Service named
 * {@code healthcheck-server}.
 */
final class ServiceVariables implements EnvironmentPostProcessor, Ordered {

	private final Log logger;

	ServiceVariables(DeferredLogFactory logFactory) {
		this.logger = logFactory.getLog(ServiceVariables.class);
	}

	@Override
	public int getOrder() {
		// Before HealthStatusDefaults, so that no service variable is bound
		return Ordered.LOWEST_PRECEDENCE - 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		// With a prefix the application does not see these variables
		if (application.getEnvironmentPrefix() != null) {
			return;
		}
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		PropertySource<?> source = environment.getPropertySources().get(name);
		if (!(source instanceof MapPropertySource variables)) {
			return;
		}
		Map<String, Object> kept = new LinkedHashMap<>(variables.getSource());
		if (kept.entrySet().removeIf(this::isServiceVariable)) {
			environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, kept));
		}
	}

	private boolean isServiceVariable(Map.Entry<String, Object> variable) {
		boolean found = variable.getKey().matches("HEALTHCHECK_(.+_)?PORT")
				&& String.valueOf(variable.getValue()).matches("(tcp|udp|sctp)://.*");
		if (found) {
			this.logger.info(LogMessage.format("Ignored the environment variable %s=%s: it describes a Kubernetes"
					+ " Service, not a port of ours", variable.getKey(), variable.getValue()));
		}
		return found;
	}

}
