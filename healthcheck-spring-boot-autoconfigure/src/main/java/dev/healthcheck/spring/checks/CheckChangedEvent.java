package dev.healthcheck.spring.checks;

import dev.healthcheck.check.CheckChange;

import org.springframework.context.ApplicationEvent;

/**
 * Event that is published once for each change of a check, of workers and of maintenance:
 * of its status, or of whether it is late. Listeners are called on a thread of their own,
 * one event after the other. An exception of a listener is logged, and affects no other.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class CheckChangedEvent extends ApplicationEvent {

	private final transient CheckChange change;

	/**
	 * Create an event.
	 * @param source the publisher
	 * @param change the change
	 */
	public CheckChangedEvent(Object source, CheckChange change) {
		super(source);
		this.change = change;
	}

	/**
	 * Return the change.
	 * @return the change
	 */
	public CheckChange getChange() {
		return this.change;
	}

	@Override
	public String toString() {
		return this.change.name() + " is " + this.change.to().status() + ", was " + this.change.from().status();
	}

}
