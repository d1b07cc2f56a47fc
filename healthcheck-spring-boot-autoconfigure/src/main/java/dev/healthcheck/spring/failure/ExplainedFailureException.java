package dev.healthcheck.spring.failure;

/**
 * {@link RuntimeException} that stops the start, says what is wrong, and what to do. As
 * Spring Boot's own {@code FailureAnalyzedException}, which exists only from 4.1 on.
 *
 * @since 0.1.0
 */
public final class ExplainedFailureException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	/**
	 * Create an exception.
	 * @param description what is wrong
	 * @param action what to do
	 */
	public ExplainedFailureException(String description, String action) {
		super(description);
		this.action = action;
	}

	/**
	 * Create an exception with a cause.
	 * @param description what is wrong
	 * @param action what to do
	 * @param cause the cause
	 */
	public ExplainedFailureException(String description, String action, Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	/**
	 * Return what to do.
	 * @return the action
	 */
	public String action() {
		return this.action;
	}

}
