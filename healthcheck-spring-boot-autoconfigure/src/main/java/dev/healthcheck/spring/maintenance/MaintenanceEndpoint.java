package dev.healthcheck.spring.maintenance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.healthcheck.maintenance.MaintenanceScope;
import dev.healthcheck.maintenance.MaintenanceState;
import dev.healthcheck.maintenance.MaintenanceSwitch;
import dev.healthcheck.spring.maintenance.MaintenanceOperationEvent.Operation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.log.LogMessage;

/**
 * {@link Endpoint @Endpoint} to read, enter and leave maintenance. It writes and removes
 * the maintenance file, so that maintenance outlasts a restart. Read-only by default:
 * exposing all endpoints must not let every client take the instance out of rotation.
 */
@Endpoint(id = "maintenance", defaultAccess = Access.READ_ONLY)
public class MaintenanceEndpoint {

	private static final Log logger = LogFactory.getLog(MaintenanceEndpoint.class);

	private static final Duration LONGEST = Duration.ofDays(3650);

	private final MaintenanceHealthIndicator indicator;

	private final MaintenanceSwitch maintenance;

	private final Consumer<MaintenanceOperationEvent> events;

	private final InstantSource clock = InstantSource.system();

	MaintenanceEndpoint(MaintenanceHealthIndicator indicator, MaintenanceSwitch maintenance,
			Consumer<MaintenanceOperationEvent> events) {
		this.indicator = indicator;
		this.maintenance = maintenance;
		this.events = events;
	}

	@ReadOperation
	public Map<String, Object> maintenance() {
		return described(this.indicator.state());
	}

	@WriteOperation
	public Map<String, Object> enter(String reason, @Nullable String until, @Nullable MaintenanceScope scope,
			SecurityContext securityContext) {
		if (reason.isBlank()) {
			throw invalid("'reason' must not be blank");
		}
		String who = who(securityContext);
		MaintenanceState state;
		try {
			state = this.maintenance.enter(orHost(scope), reason, end(until), who);
		}
		catch (IllegalArgumentException ex) {
			throw invalid("'until' is invalid: " + ex.getMessage());
		}
		catch (IOException ex) {
			throw failure(ex);
		}
		logger.info(LogMessage.format("Maintenance was entered by %s%s: %s (%s)", quoted(state.by()),
				(state.until() != null) ? " until " + state.until() : "", state.reason(), state.file()));
		publish(Operation.ENTERED, orHost(scope), state.by(), state.reason(), state.until());
		return described(state);
	}

	@DeleteOperation
	public Map<String, Object> leave(@Nullable MaintenanceScope scope, SecurityContext securityContext) {
		boolean left;
		try {
			left = this.maintenance.leave(orHost(scope));
		}
		catch (IOException ex) {
			throw failure(ex);
		}
		if (left) {
			String who = who(securityContext);
			logger.info(LogMessage.format("Maintenance was left by %s", quoted(who)));
			publish(Operation.LEFT, orHost(scope), who, null, null);
		}
		return Map.of("left", left);
	}

	private static MaintenanceScope orHost(@Nullable MaintenanceScope scope) {
		return (scope != null) ? scope : MaintenanceScope.HOST;
	}

	private @Nullable Instant end(@Nullable String until) {
		if (until == null || until.isBlank()) {
			return null;
		}
		try {
			return OffsetDateTime.parse(until).toInstant();
		}
		catch (DateTimeParseException ex) {
			return this.clock.instant().plus(duration(until));
		}
	}

	private static Duration duration(String until) {
		Duration duration;
		try {
			duration = DurationStyle.detectAndParse(until);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new IllegalArgumentException(
					"it is neither a time such as 2026-12-31T18:00:00Z nor a duration such as 30m", ex);
		}
		if (duration.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("a duration may be at most " + LONGEST.toDays() + " days");
		}
		return duration;
	}

	private static @Nullable String who(SecurityContext securityContext) {
		Principal principal = securityContext.getPrincipal();
		return (principal != null) ? MaintenanceSwitch.line(principal.getName()) : null;
	}

	private static String quoted(@Nullable String who) {
		return (who != null) ? "'" + who + "'" : "an unknown user";
	}

	private static InvalidEndpointRequestException invalid(String reason) {
		return new InvalidEndpointRequestException(reason, reason);
	}

	private static UncheckedIOException failure(IOException ex) {
		logger.warn(ex.getMessage(), ex);
		return new UncheckedIOException(ex.getMessage(), ex);
	}

	private void publish(Operation operation, MaintenanceScope scope, @Nullable String who, @Nullable String reason,
			@Nullable Instant until) {
		this.indicator.refresh();
		this.events.accept(new MaintenanceOperationEvent(this, operation, scope, who, reason, until));
	}

	private static Map<String, Object> described(MaintenanceState state) {
		Map<String, Object> description = new LinkedHashMap<>();
		description.put("active", state.active());
		description.put("reason", state.reason());
		description.put("since", state.since());
		description.put("until", state.until());
		description.put("by", state.by());
		description.put("file", Objects.toString(state.file(), null));
		description.put("problem", state.problem());
		description.values().removeIf(Objects::isNull);
		return description;
	}

	/**
	 * {@link EndpointWebExtension @EndpointWebExtension} with the same operations, which
	 * responds with 500 and an {@code error} if the file cannot be written or removed.
	 */
	@EndpointWebExtension(endpoint = MaintenanceEndpoint.class)
	static class WebExtension {

		private final MaintenanceEndpoint endpoint;

		WebExtension(MaintenanceEndpoint endpoint) {
			this.endpoint = endpoint;
		}

		@WriteOperation
		WebEndpointResponse<Map<String, Object>> enter(String reason, @Nullable String until,
				@Nullable MaintenanceScope scope, SecurityContext securityContext) {
			return respond(() -> this.endpoint.enter(reason, until, scope, securityContext));
		}

		@DeleteOperation
		WebEndpointResponse<Map<String, Object>> leave(@Nullable MaintenanceScope scope,
				SecurityContext securityContext) {
			return respond(() -> this.endpoint.leave(scope, securityContext));
		}

		private static WebEndpointResponse<Map<String, Object>> respond(Supplier<Map<String, Object>> operation) {
			try {
				return new WebEndpointResponse<>(operation.get());
			}
			catch (UncheckedIOException ex) {
				return new WebEndpointResponse<>(Map.of("error", Objects.requireNonNull(ex.getMessage())),
						WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR);
			}
		}

	}

}
