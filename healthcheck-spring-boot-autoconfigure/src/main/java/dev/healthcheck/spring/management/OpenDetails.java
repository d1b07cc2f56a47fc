package dev.healthcheck.spring.management;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.core.log.LogMessage;

/**
 * Warns where whoever reaches a port is shown the details of health, and nobody has said
 * who may reach it. An address that is set, be it {@code 0.0.0.0}, is such a word.
 *
 * @since 0.1.0
 */
public final class OpenDetails {

	private static final Log logger = LogFactory.getLog(OpenDetails.class);

	private static final String SHOW_DETAILS = ".show-details";

	/** The property that opens them, or {@code null} if they are not open. */
	private final @Nullable String key;

	private OpenDetails(@Nullable String key) {
		this.key = key;
	}

	/**
	 * Look which details are open.
	 * @param groups the health groups, or {@code null} if there are none
	 * @return what is open
	 */
	public static OpenDetails of(@Nullable HealthEndpointGroups groups) {
		return new OpenDetails((groups != null) ? key(groups) : null);
	}

	private static @Nullable String key(HealthEndpointGroups groups) {
		if (isOpen(groups.getPrimary())) {
			return "management.endpoint.health" + SHOW_DETAILS;
		}
		for (String name : groups.getNames()) {
			HealthEndpointGroup group = groups.get(name);
			if (group != null && isOpen(group)) {
				return "management.endpoint.health.group." + name + SHOW_DETAILS;
			}
		}
		return null;
	}

	private static boolean isOpen(HealthEndpointGroup group) {
		return group.showComponents(SecurityContext.NONE) && group.showDetails(SecurityContext.NONE);
	}

	/**
	 * Warn of a port that listens on all interfaces because no address is set.
	 * @param port the port
	 */
	void warn(int port) {
		if (this.key != null) {
			logger.warn(LogMessage
				.format("Port %d listens on all interfaces, and health shows its details to whoever is let in: set"
						+ " 'healthcheck.server.address' to the address that may be reached, or '%s' to"
						+ " 'when-authorized'", port, this.key));
		}
	}

}
