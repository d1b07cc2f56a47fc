package dev.healthcheck.probe;

/**
 * Thrown when a probe cannot be on its path because something else is there.
 *
 * @since 0.1.0
 */
public final class PathTakenException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String probe;

	PathTakenException(Probe probe, String by) {
		super("The probe '" + probe.name() + "' cannot be on '" + probe.path() + "', where " + by + " is");
		this.probe = probe.name();
	}

	/**
	 * Return which probe it is.
	 * @return the name of the probe
	 */
	public String probe() {
		return this.probe;
	}

}
