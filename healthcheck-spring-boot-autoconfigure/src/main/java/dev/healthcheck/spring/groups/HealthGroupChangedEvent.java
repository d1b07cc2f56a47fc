package dev.healthcheck.spring.groups;

import dev.healthcheck.spring.checks.CheckChangedEvent;

import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationEvent;

/**
 * Event that is published once for each change of the status of a health group. Listeners
 * are called like those of {@link CheckChangedEvent}.
 *
 * @since 0.1.0
 */
public final class HealthGroupChangedEvent extends ApplicationEvent {

	/** The name of the group of all contributors. */
	public static final String PRIMARY = "primary";

	private static final long serialVersionUID = 1L;

	private final String group;

	private final Status from;

	private final Status to;

	/**
	 * Create an event.
	 * @param source the publisher
	 * @param group the name of the group
	 * @param from the status before
	 * @param to the status now
	 */
	public HealthGroupChangedEvent(Object source, String group, Status from, Status to) {
		super(source);
		this.group = group;
		this.from = from;
		this.to = to;
	}

	/**
	 * Return the name of the group.
	 * @return the name, {@link #PRIMARY} for the group of all contributors
	 */
	public String getGroup() {
		return this.group;
	}

	/**
	 * Return the status before.
	 * @return the status
	 */
	public Status getFrom() {
		return this.from;
	}

	/**
	 * Return the status now.
	 * @return the status
	 */
	public Status getTo() {
		return this.to;
	}

	@Override
	public String toString() {
		return this.group + " is " + this.to + ", was " + this.from;
	}

}
