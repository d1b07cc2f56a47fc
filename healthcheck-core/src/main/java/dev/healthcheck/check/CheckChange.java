package dev.healthcheck.check;

/**
 * Value object for a change of a check: of its status, or of whether it is late.
 *
 * @param name the name of the check
 * @param from the previous verdict
 * @param to the new verdict
 * @since 0.1.0
 */
public record CheckChange(String name, CheckVerdict from, CheckVerdict to) {

	/** Return whether the status has changed, and not just whether the check is late. */
	public boolean isStatusChange() {
		return !this.from.status().equals(this.to.status());
	}

}
