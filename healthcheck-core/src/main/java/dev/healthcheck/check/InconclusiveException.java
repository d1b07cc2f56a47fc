package dev.healthcheck.check;

/**
 * Thrown by a {@link Check} whose run can neither pass nor fail, for example because all
 * connections of a pool are in use. Such a run counts like one that exceeded its timeout:
 * the check becomes late, and the message is shown as the reason. The same holds if the
 * run does exceed its timeout.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class InconclusiveException extends Exception {

	/**
	 * Create an exception.
	 * @param message a sentence for people that explains why the run was inconclusive
	 */
	public InconclusiveException(String message) {
		super(message);
	}

	String reason() {
		return Text.bounded(String.valueOf(getMessage()), Text.MESSAGE);
	}

}
