package dev.healthcheck.spring.maintenance;

import java.time.Instant;

import dev.healthcheck.maintenance.MaintenanceScope;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;

/**
 * {@link ApplicationEvent} published when a client of the endpoint has entered or left
 * maintenance. Every start and end of maintenance, also by hand, is published as an event
 * of the check {@code maintenance}.
 *
 * @since 0.1.0
 */
public class MaintenanceOperationEvent extends ApplicationEvent {

	private static final long serialVersionUID = 1L;

	private final Operation operation;

	private final MaintenanceScope scope;

	private final @Nullable String who;

	private final @Nullable String reason;

	private final @Nullable Instant until;

	/**
	 * Create an event.
	 * @param source the object that publishes the event
	 * @param operation the operation
	 * @param scope the instances that it applies to
	 * @param who the name of the principal, or {@code null} if unknown
	 * @param reason the reason, or {@code null} if none was given
	 * @param until the end of maintenance, or {@code null} if none was given
	 */
	public MaintenanceOperationEvent(Object source, Operation operation, MaintenanceScope scope, @Nullable String who,
			@Nullable String reason, @Nullable Instant until) {
		super(source);
		this.operation = operation;
		this.scope = scope;
		this.who = who;
		this.reason = reason;
		this.until = until;
	}

	public Operation getOperation() {
		return this.operation;
	}

	public MaintenanceScope getScope() {
		return this.scope;
	}

	/**
	 * Return who performed the operation.
	 * @return the name of the principal, or {@code null} if there was none
	 */
	public @Nullable String getWho() {
		return this.who;
	}

	public @Nullable String getReason() {
		return this.reason;
	}

	public @Nullable Instant getUntil() {
		return this.until;
	}

	/** Operations that change maintenance. */
	public enum Operation {

		/** Maintenance was entered, or its reason and end changed. */
		ENTERED,

		/** Maintenance was left. */
		LEFT

	}

}
