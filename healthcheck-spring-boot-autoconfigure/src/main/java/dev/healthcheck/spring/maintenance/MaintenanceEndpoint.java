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
import java.util.function.Consumer;

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
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.log.LogMessage;

/**
 * {@link Endpoint @Endpoint} to see, enter and leave maintenance. It writes and removes
 * the maintenance file, so that what it does outlasts a restart. Read-only by default,
 * because exposing all endpoints must not let anyone take the instance out.
 *
 * @since 0.1.0
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

	/**
	 * Return whether this instance is in maintenance.
	 * @return what was found when the file was last looked for
	 */
	@ReadOperation
	public Map<String, Object> maintenance() {
		return described(this.indicator.state());
	}

	/**
	 * Enter maintenance, or change its reason and end.
	 * @param reason the reason, in one line
	 * @param until when it ends by itself: an ISO 8601 time with an offset, or how long
	 * it lasts, such as {@code 30m}; {@code null} until it is left
	 * @param scope which instances to take out: {@code host}, which is the default, or
	 * {@code all} that share the directory
	 * @param securityContext who does so
	 * @return the content of the file
	 * @throws InvalidEndpointRequestException if there is no reason, or the end is not to
	 * come
	 * @throws UncheckedIOException if the file cannot be written
	 */
	@WriteOperation
	public Map<String, Object> enter(String reason, @Nullable String until, @Nullable MaintenanceScope scope,
			SecurityContext securityContext) {
		if (reason.isBlank()) {
			throw wrong("'reason' must not be blank");
		}
		MaintenanceState state;
		String who = who(securityContext);
		try {
			state = this.maintenance.enter(orHost(scope), reason, end(until), who);
		}
		catch (IllegalArgumentException ex) {
			throw wrong("'until' is wrong: " + ex.getMessage());
		}
		catch (IOException ex) {
			throw failure(ex);
		}
		logger.info(LogMessage.format("Maintenance was entered by %s%s: %s (%s)", shown(state.by()),
				(state.until() != null) ? " until " + state.until() : "", state.reason(), state.file()));
		done(Operation.ENTERED, orHost(scope), state.by(), state.reason(), state.until());
		return described(state);
	}

	/**
	 * Leave maintenance. A file of the other scope goes on taking this instance out.
	 * @param scope who has been taken out: {@code host}, which is the default, or
	 * {@code all} that share the directory
	 * @param securityContext who does so
	 * @return whether there was a file
	 * @throws UncheckedIOException if the file cannot be removed
	 */
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
			logger.info(LogMessage.format("Maintenance was left by %s", shown(who)));
			done(Operation.LEFT, orHost(scope), who, null, null);
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

	private static String shown(@Nullable String who) {
		return (who != null) ? "'" + who + "'" : "an unknown user";
	}

	private static InvalidEndpointRequestException wrong(String reason) {
		return new InvalidEndpointRequestException(reason, reason);
	}

	private static UncheckedIOException failure(IOException ex) {
		logger.warn(ex.getMessage(), ex);
		return new UncheckedIOException(ex.getMessage(), ex);
	}

	private void done(Operation operation, MaintenanceScope scope, @Nullable String who, @Nullable String reason,
			@Nullable Instant until) {
		this.indicator.refresh();
		this.events.accept(new MaintenanceOperationEvent(this, operation, scope, who, reason, until));
	}

	private static Map<String, Object> described(MaintenanceState state) {
		Map<String, Object> description = new LinkedHashMap<>();
		description.put("active", state.active());
		putIfKnown(description, "reason", state.reason());
		putIfKnown(description, "since", state.since());
		putIfKnown(description, "until", state.until());
		putIfKnown(description, "by", state.by());
		putIfKnown(description, "file", (state.file() != null) ? state.file().toString() : null);
		putIfKnown(description, "problem", state.problem());
		return description;
	}

	private static void putIfKnown(Map<String, Object> description, String name, @Nullable Object value) {
		if (value != null) {
			description.put(name, value);
		}
	}

}
