package dev.healthcheck.spring.maintenance;

import java.time.Instant;

import dev.healthcheck.maintenance.MaintenanceScope;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;

/**
 * {@link ApplicationEvent} published when maintenance was entered or left through the
 * endpoint. The start or end of maintenance, by any means, is published as an event of
 * the check {@code maintenance}.
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
	 * @param source what publishes it
	 * @param operation what was done
	 * @param scope for which instances
	 * @param who who has done it, or {@code null} if that is not known
	 * @param reason the reason that was given, or {@code null} if none was
	 * @param until the end that was given, or {@code null} if none was
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
	 * Return who has done it.
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

	/**
	 * What was done.
	 */
	public enum Operation {

		/** Maintenance was entered, or its reason and end changed. */
		ENTERED,

		/** Maintenance was left. */
		LEFT

	}

}
