package dev.healthcheck.spring.management;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.healthcheck.spring.failure.ExplainedFailureException;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.log.LogMessage;

/**
 * Gives Actuator a port of its own, by defaults of the lowest precedence for Boot's own
 * {@code management.server.*}: 8081, or any free port where the application itself takes
 * any free port, or is a test without a web server.
 *
 * @since 0.1.0
 */
public final class ManagementServerDefaults implements EnvironmentPostProcessor, Ordered {

	private static final int DEFAULT_PORT = 8081;

	private final Log logger;

	/**
	 * Create a post-processor.
	 * @param logFactory creates logs that wait for the logging system
	 */
	public ManagementServerDefaults(DeferredLogFactory logFactory) {
		this.logger = logFactory.getLog(ManagementServerDefaults.class);
	}

	@Override
	public int getOrder() {
		// Before HealthStatusDefaults, so that no service variable is bound
		return Ordered.LOWEST_PRECEDENCE - 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		// With a prefix of its own the application sees none of these variables
		if (application.getEnvironmentPrefix() == null) {
			ignoreServiceVariables(environment);
		}
		Binder binder = Binder.get(environment);
		if (!binder.bind("healthcheck.enabled", Boolean.class).orElse(true)
				|| !binder.bind("healthcheck.server.isolated", Boolean.class).orElse(true)) {
			return;
		}
		Map<String, Object> defaults = new LinkedHashMap<>();
		Integer serverPort = binder.bind("server.port", Integer.class).orElse(null);
		boolean anyPort = (serverPort != null && serverPort == 0) || isTestWithoutWebServer(environment, application);
		addDefault(binder, "port", Integer.class, anyPort ? Integer.valueOf(0) : Integer.valueOf(DEFAULT_PORT),
				defaults);
		if (!isSamePort(binder, defaults, (serverPort != null) ? serverPort : 8080)) {
			addDefault(binder, "address", String.class, null, defaults);
		}
		DefaultPropertiesPropertySource.addOrMerge(defaults, environment.getPropertySources());
	}

	// Such a test starts no server without us, and its context may live beside others
	private static boolean isTestWithoutWebServer(ConfigurableEnvironment environment, SpringApplication application) {
		return application.getWebApplicationType() == WebApplicationType.NONE && TestEnvironment.is(environment);
	}

	private <T> void addDefault(Binder binder, String key, Class<T> type, @Nullable T fallback,
			Map<String, Object> defaults) {
		T ours = binder.bind("healthcheck.server." + key, type).orElse(null);
		T boots = binder.bind("management.server." + key, type).orElse(null);
		if (ours != null && boots != null && !isSame(ours, boots)) {
			throw new ExplainedFailureException(
					"'healthcheck.server.%1$s' is %2$s but 'management.server.%1$s' is %3$s: they are one setting."
						.formatted(key, ours, boots),
					"Remove one of the two properties, or give both the same value.");
		}
		T value = (ours != null) ? ours : fallback;
		if (boots == null && value != null) {
			defaults.put("management.server." + key, value);
		}
	}

	private static boolean isSame(Object ours, Object boots) {
		return ours.equals(boots)
				|| (ours instanceof String one && boots instanceof String other && isSameHost(one, other));
	}

	private static boolean isSameHost(String one, String other) {
		try {
			InetAddress address = InetAddress.getByName(one);
			InetAddress otherAddress = InetAddress.getByName(other);
			// The JDK takes addresses of different zones for equal
			return address.equals(otherAddress) && zone(address) == zone(otherAddress);
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	private static int zone(InetAddress address) {
		return (address instanceof Inet6Address scoped) ? scoped.getScopeId() : 0;
	}

	private boolean isSamePort(Binder binder, Map<String, Object> defaults, int serverPort) {
		Object port = defaults.get("management.server.port");
		int managementPort = (port != null) ? (int) port : binder.bind("management.server.port", Integer.class).get();
		return managementPort == serverPort && managementPort != 0;
	}

	/**
	 * Hide what Kubernetes puts into the environment of every container for a Service
	 * that happens to be called like a prefix of ours: {@code HEALTHCHECK_SERVER_PORT}
	 * for one called {@code healthcheck-server}.
	 * @param environment the environment
	 */
	private void ignoreServiceVariables(ConfigurableEnvironment environment) {
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
