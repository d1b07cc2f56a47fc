package dev.healthcheck.check;

/**
 * Thrown by a {@link Check} whose run can neither pass nor fail, as one that gets no
 * connection from a pool because all of them are in use. Such a run counts as one that
 * took too long: the check becomes late, and says why. Thrown by a run that does take too
 * long, it says why that did.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class InconclusiveException extends Exception {

	/**
	 * Create an exception.
	 * @param message a sentence for people that says why the run was inconclusive
	 */
	public InconclusiveException(String message) {
		super(message);
	}

	String reason() {
		return Text.bounded(String.valueOf(getMessage()), Text.MESSAGE);
	}

}
