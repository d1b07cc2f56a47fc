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
 * {@link EndpointWebExtension @EndpointWebExtension} for the {@link MaintenanceEndpoint},
 * which says over HTTP why a file could not be written.
 */
@EndpointWebExtension(endpoint = MaintenanceEndpoint.class)
class MaintenanceEndpointWebExtension {

	private final MaintenanceEndpoint endpoint;

	MaintenanceEndpointWebExtension(MaintenanceEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Enter maintenance, or change its reason and end.
	 * @param reason the reason
	 * @param until when it ends, or how long it lasts
	 * @param scope whom to take out
	 * @param securityContext who does so
	 * @return what the file says; 500 and the error if it cannot be written
	 * @see MaintenanceEndpoint#enter
	 */
	@WriteOperation
	WebEndpointResponse<Map<String, Object>> enter(String reason, @Nullable String until,
			@Nullable MaintenanceScope scope, SecurityContext securityContext) {
		return answer(() -> this.endpoint.enter(reason, until, scope, securityContext));
	}

	/**
	 * Leave maintenance.
	 * @param scope who has been taken out
	 * @param securityContext who does so
	 * @return whether there was a file; 500 and the error if it cannot be removed
	 * @see MaintenanceEndpoint#leave
	 */
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
