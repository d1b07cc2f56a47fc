package dev.healthcheck.spring.checks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.healthcheck.spring.failure.ExplainedFailureException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.core.log.LogMessage;
import org.springframework.util.StringUtils;

/**
 * The health contributors of the starter. They yield their names to contributors and
 * groups of the application, also to those that it registers later: {@code workers} is
 * then named {@code healthcheckWorkers}, like its bean.
 */
public final class OwnContributors {

	private static final Log logger = LogFactory.getLog(OwnContributors.class);

	/** Usual name of the workers' contributor, and name of its check. */
	public static final String WORKERS = "workers";

	/** Usual name of the maintenance contributor, and name of its check. */
	public static final String MAINTENANCE = "maintenance";

	/** Usual name of the application server's contributor, and name of its check. */
	public static final String SERVER = "server";

	/** Usual name of the contributor of the startup group, which has no check. */
	public static final String STARTUP_STATE = "startupState";

	/** Name of the bean of the workers' contributor. */
	public static final String WORKERS_BEAN = "healthcheckWorkers";

	/** Name of the bean of the maintenance contributor. */
	public static final String MAINTENANCE_BEAN = "healthcheckMaintenance";

	/** Name of the bean of the application server's contributor. */
	public static final String SERVER_BEAN = "healthcheckServer";

	private static final List<String> NAMES = List.of(WORKERS, MAINTENANCE, SERVER, STARTUP_STATE);

	private final ConfigurableListableBeanFactory beanFactory;

	private final Object monitor = new Object();

	@GuardedBy("monitor")
	private final Map<String, HealthIndicator> indicators = new LinkedHashMap<>();

	@GuardedBy("monitor")
	private final Set<String> taken = new LinkedHashSet<>();

	@GuardedBy("monitor")
	private @Nullable HealthContributorRegistry registry;

	/** Names of the registered contributors, by their usual names. */
	private volatile Map<String, String> names = Map.of();

	// Their beans are not candidates for injection: Boot would register them by bean name
	OwnContributors(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	static boolean isOwn(String name, HierarchicalBeanFactory beanFactory) {
		return NAMES.contains(name) && beanFactory.containsLocalBean(beanName(name));
	}

	private static String beanName(String name) {
		return "healthcheck" + StringUtils.capitalize(name);
	}

	// Leaves out contributors of the starter that are not registered. Names of others
	// stay
	public Set<String> namesOf(List<String> usualNames) {
		Map<String, String> names = this.names;
		return usualNames.stream()
			.map((name) -> NAMES.contains(name) ? names.get(name) : name)
			.filter(Objects::nonNull)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	// By the usual name; null if it is not registered
	public @Nullable String nameOf(String name) {
		return this.names.get(name);
	}

	// Their checks are registered before those of isolated contributors, which get other
	// names if they have the same
	public void create() {
		synchronized (this.monitor) {
			for (String name : NAMES) {
				if (this.beanFactory.containsLocalBean(beanName(name))) {
					this.indicators.put(name, this.beanFactory.getBean(beanName(name), HealthIndicator.class));
				}
			}
		}
	}

	// The registry has the contributors of the application
	public void contributeTo(HealthContributorRegistry registry) {
		synchronized (this.monitor) {
			this.registry = registry;
			this.indicators.forEach((name, indicator) -> {
				if (this.taken.contains(name) || !tryRegister(registry, name, indicator)) {
					registerOther(registry, name, indicator);
				}
				else {
					rename(name, name);
				}
			});
		}
	}

	// Fails if the application has a contributor or a group of that name
	private static boolean tryRegister(HealthContributorRegistry registry, String name, HealthIndicator indicator) {
		try {
			registry.registerContributor(name, indicator);
			return true;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

	@GuardedBy("monitor")
	private void registerOther(HealthContributorRegistry registry, String name, HealthIndicator indicator) {
		String other = beanName(name);
		if (!tryRegister(registry, other, indicator)) {
			throw new ExplainedFailureException(
					"The application has health contributors or groups named '%s' and '%s'.".formatted(name, other),
					"Rename one of them: the health contributor of healthcheck needs one of these names.");
		}
		logger.info(LogMessage.format("The application has a health contributor or group named '%s', so the health"
				+ " contributor of healthcheck is named '%s'", name, other));
		rename(name, other);
	}

	@GuardedBy("monitor")
	private void rename(String name, @Nullable String actual) {
		Map<String, String> names = new LinkedHashMap<>(this.names);
		names.compute(name, (usual, before) -> actual);
		this.names = Collections.unmodifiableMap(names);
	}

	// Yields a name to a contributor of the application that is about to be registered
	public void makeWayFor(String name) {
		if (!NAMES.contains(name)) {
			return;
		}
		synchronized (this.monitor) {
			this.taken.add(name);
			HealthContributorRegistry registry = this.registry;
			HealthIndicator indicator = this.indicators.get(name);
			if (registry == null || indicator == null || !name.equals(this.names.get(name))) {
				return;
			}
			if (registry.getContributor(name) == indicator) {
				registerOther(registry, name, indicator);
				registry.unregisterContributor(name);
			}
			else {
				// The application has removed it
				rename(name, null);
			}
		}
	}

	// Where it is a contributor only of probes, and not of the health endpoint
	public String nameStartupState(HealthContributors others) {
		boolean free = others.getContributor(STARTUP_STATE) == null;
		String name = free ? STARTUP_STATE : beanName(STARTUP_STATE);
		synchronized (this.monitor) {
			rename(STARTUP_STATE, name);
		}
		return name;
	}

}
