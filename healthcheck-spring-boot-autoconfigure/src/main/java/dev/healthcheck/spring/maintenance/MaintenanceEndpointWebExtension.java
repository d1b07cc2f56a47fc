package dev.healthcheck.spring.maintenance;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import dev.healthcheck.maintenance.MaintenanceScope;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} for the {@link MaintenanceEndpoint}.
 * Its operations do the same, and respond with 500 and an {@code error} if the file
 * cannot be written or removed.
 */
@EndpointWebExtension(endpoint = MaintenanceEndpoint.class)
class MaintenanceEndpointWebExtension {

	private final MaintenanceEndpoint endpoint;

	MaintenanceEndpointWebExtension(MaintenanceEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@WriteOperation
	WebEndpointResponse<Map<String, Object>> enter(String reason, @Nullable String until,
			@Nullable MaintenanceScope scope, SecurityContext securityContext) {
		return answer(() -> this.endpoint.enter(reason, until, scope, securityContext));
	}

	@DeleteOperation
	WebEndpointResponse<Map<String, Object>> leave(@Nullable MaintenanceScope scope, SecurityContext securityContext) {
		return answer(() -> this.endpoint.leave(scope, securityContext));
	}

	private static WebEndpointResponse<Map<String, Object>> answer(Supplier<Map<String, Object>> operation) {
		try {
			return new WebEndpointResponse<>(operation.get());
		}
		catch (UncheckedIOException ex) {
			return new WebEndpointResponse<>(Map.of("error", Objects.requireNonNull(ex.getMessage())),
					WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR);
		}
	}

}
