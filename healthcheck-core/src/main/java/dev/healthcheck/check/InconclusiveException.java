package dev.healthcheck.check;

/**
 * Thrown by a {@link Check} whose run can neither pass nor fail, as one that gets no
 * connection from a pool because all of them are in use. Such a run counts as one that
 * took too long: the check becomes late.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class InconclusiveException extends Exception {

	/**
	 * Create an exception.
	 * @param message why the run was inconclusive
	 */
	public InconclusiveException(String message) {
		super(message);
	}

}
