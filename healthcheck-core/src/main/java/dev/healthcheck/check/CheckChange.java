package dev.healthcheck.check;

/**
 * Value object for a change in what is published about a check: of its status, or of
 * whether it is late.
 *
 * @param name the name of the check
 * @param from the verdict that was announced before
 * @param to the verdict now
 * @since 0.1.0
 */
public record CheckChange(String name, CheckVerdict from, CheckVerdict to) {

	/**
	 * Return whether the status has changed, and not just whether the check is late.
	 * @return whether the status has changed
	 */
	public boolean isStatusChange() {
		return !this.from.status().equals(this.to.status());
	}

}
