package dev.healthcheck.probe;

/**
 * Thrown when the path of a probe is already used.
 *
 * @since 0.1.0
 */
public final class PathTakenException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String probe;

	PathTakenException(Probe probe, String by) {
		super("Probe '" + probe.name() + "' cannot use path '" + probe.path() + "' because it is already used by "
				+ by);
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
