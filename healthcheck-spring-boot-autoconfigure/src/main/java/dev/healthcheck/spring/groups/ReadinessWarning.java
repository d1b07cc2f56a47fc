package dev.healthcheck.spring.groups;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.healthcheck.spring.checks.OwnContributors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.core.log.LogMessage;

/**
 * Warns of a readiness group of the user that includes neither workers nor maintenance,
 * or only one of them.
 *
 * @since 0.1.0
 */
public final class ReadinessWarning implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(ReadinessWarning.class);

	private final HealthEndpointGroup readiness;

	private final OwnContributors own;

	/**
	 * Create a warning.
	 * @param readiness the group
	 * @param own tells the names of our contributors
	 */
	public ReadinessWarning(HealthEndpointGroup readiness, OwnContributors own) {
		this.readiness = readiness;
		this.own = own;
	}

	// All contributors are registered by then
	@Override
	public void afterSingletonsInstantiated() {
		if (this.readiness instanceof FixedMembers) {
			return;
		}
		String missing = Stream.of("workers", "maintenance")
			.map(this.own::nameOf)
			.filter(Objects::nonNull)
			.filter((name) -> !this.readiness.isMember(name))
			.map((name) -> "'" + name + "'")
			.collect(Collectors.joining(" and "));
		if (!missing.isEmpty()) {
			logger.warn(LogMessage.format(
					"The health group 'readiness' leaves out %s: add what is missing to"
							+ " 'management.endpoint.health.group.readiness.include', or disable it with"
							+ " 'healthcheck.workers.enabled=false' or 'healthcheck.maintenance.enabled=false'",
					missing));
		}
	}

}
