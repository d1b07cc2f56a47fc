package dev.healthcheck.spring.management;

import java.util.ArrayList;
import java.util.List;

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

	private final List<String> keys;

	private OpenDetails(List<String> keys) {
		this.keys = keys;
	}

	/**
	 * Look which details are open.
	 * @param groups the health groups, or {@code null} if there are none
	 * @return what is open
	 */
	public static OpenDetails of(@Nullable HealthEndpointGroups groups) {
		List<String> keys = new ArrayList<>();
		if (groups != null) {
			if (isOpen(groups.getPrimary())) {
				keys.add("management.endpoint.health.show-details");
			}
			for (String name : groups.getNames()) {
				HealthEndpointGroup group = groups.get(name);
				// A group without such a key has that of all
				if (keys.isEmpty() && group != null && isOpen(group)) {
					keys.add("management.endpoint.health.group." + name + ".show-details");
				}
			}
		}
		return new OpenDetails(keys);
	}

	private static boolean isOpen(HealthEndpointGroup group) {
		return group.showComponents(SecurityContext.NONE) && group.showDetails(SecurityContext.NONE);
	}

	/**
	 * Warn of a port that listens on all interfaces because no address is set.
	 * @param port the port
	 */
	void warn(int port) {
		if (!this.keys.isEmpty()) {
			logger.warn(LogMessage
				.format("Port %d listens on all interfaces, and shows whoever reaches it the details of health: set"
						+ " 'healthcheck.server.address' to the address that may be reached, or '%s' to"
						+ " 'when-authorized'", port, this.keys.get(0)));
		}
	}

}
