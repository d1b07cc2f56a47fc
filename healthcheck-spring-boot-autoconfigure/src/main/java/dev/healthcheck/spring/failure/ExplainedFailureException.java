package dev.healthcheck.spring.failure;

/**
 * {@link RuntimeException} that fails start-up, with a description of the problem and the
 * action to take. Spring Boot's {@code FailureAnalyzedException} exists only since 4.1.
 */
public final class ExplainedFailureException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	public ExplainedFailureException(String description, String action) {
		super(description);
		this.action = action;
	}

	public ExplainedFailureException(String description, String action, Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	public String action() {
		return this.action;
	}

}
