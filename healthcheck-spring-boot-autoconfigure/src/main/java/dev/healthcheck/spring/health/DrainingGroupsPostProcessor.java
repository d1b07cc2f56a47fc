package dev.healthcheck.spring.health;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import dev.healthcheck.check.CheckStatus;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.core.Ordered;

/**
 * Gives the health endpoint and its group readiness an HTTP status code of their own
 * while the application refuses traffic, after it was ready, in the place of the code
 * that a failure has. A code that the user has set is another one, and stays.
 *
 * @since 0.1.0
 */
public final class DrainingGroupsPostProcessor implements HealthEndpointGroupsPostProcessor, Ordered {

	private static final String READINESS = "readiness";

	private final int failureStatus;

	private final int drainingStatus;

	private final BooleanSupplier draining;

	/**
	 * Create a post-processor.
	 * @param failureStatus the HTTP status code of DOWN and OUT_OF_SERVICE
	 * @param drainingStatus the one to be given instead
	 * @param draining returns whether traffic is refused
	 */
	public DrainingGroupsPostProcessor(int failureStatus, int drainingStatus, BooleanSupplier draining) {
		this.failureStatus = failureStatus;
		this.drainingStatus = drainingStatus;
		this.draining = draining;
	}

	@Override
	public int getOrder() {
		// After ours, which makes the group
		return Ordered.LOWEST_PRECEDENCE - 50;
	}

	@Override
	public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
		Map<String, HealthEndpointGroup> ours = new LinkedHashMap<>();
		HealthEndpointGroup readiness = groups.get(READINESS);
		if (readiness != null) {
			ours.put(READINESS, draining(readiness));
		}
		return new HealthGroups(groups, draining(groups.getPrimary()), ours);
	}

	private HealthEndpointGroup draining(HealthEndpointGroup group) {
		HttpCodeStatusMapper mapper = group.getHttpCodeStatusMapper();
		return MappedGroup.of(group, (status) -> {
			int code = mapper.getStatusCode(status);
			boolean fails = code == this.failureStatus
					&& !new CheckStatus(status.getCode()).equals(CheckStatus.MAINTENANCE);
			return (fails && this.draining.getAsBoolean()) ? this.drainingStatus : code;
		});
	}

}
