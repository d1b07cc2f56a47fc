package dev.healthcheck.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Value object for what one run of a check found. Message and details are bounded (512
 * characters a text, 100 entries a level, 1,000 in all, 8 levels) and freed of control
 * characters and lone surrogates, so that they can be shown anywhere.
 *
 * @param status the status
 * @param message a sentence for people, or {@code null}
 * @param details further values for people, never {@code null}
 * @param source what the result was made of, for code that can show it better, or
 * {@code null}; kept as it is
 * @since 0.1.0
 */
public record CheckResult(CheckStatus status, @Nullable String message, Map<String, Object> details,
		@Nullable Object source) {

	private static final CheckResult UP = new CheckResult(CheckStatus.UP, null, Map.of());

	/** For a failure that there is no memory or stack to describe. */
	static final CheckResult INDESCRIBABLE = down("failed, and the failure could not be described");

	/**
	 * Create a result.
	 * @param status the status
	 * @param message a sentence for people, or {@code null}
	 * @param details further values for people
	 * @param source what the result was made of, or {@code null}
	 * @throws NullPointerException if the status is {@code null}
	 */
	public CheckResult {
		Objects.requireNonNull(status, "'status' must not be null");
		message = (message != null) ? Text.bounded(message, Text.MESSAGE) : null;
		details = Text.details(details);
	}

	/**
	 * Create a result.
	 * @param status the status
	 * @param message a sentence for people, or {@code null}
	 * @param details further values for people
	 * @throws NullPointerException if the status is {@code null}
	 */
	public CheckResult(CheckStatus status, @Nullable String message, Map<String, Object> details) {
		this(status, message, details, null);
	}

	/**
	 * Return a result that passes.
	 * @return the result
	 */
	public static CheckResult up() {
		return UP;
	}

	/**
	 * Return a result that passes.
	 * @param message a sentence for people
	 * @return the result
	 */
	public static CheckResult up(String message) {
		return of(CheckStatus.UP, message);
	}

	/**
	 * Return a result that passes but shows that not all is well.
	 * @param message a sentence for people
	 * @return the result
	 */
	public static CheckResult degraded(String message) {
		return of(CheckStatus.DEGRADED, message);
	}

	/**
	 * Return a result that fails.
	 * @param message a sentence for people
	 * @return the result
	 */
	public static CheckResult down(String message) {
		return of(CheckStatus.DOWN, message);
	}

	/**
	 * Return a result with a status and a message.
	 * @param status the status
	 * @param message a sentence for people, or {@code null}
	 * @return the result
	 */
	public static CheckResult of(CheckStatus status, @Nullable String message) {
		return new CheckResult(status, message, Map.of());
	}

	/**
	 * Return the result of a run that threw. Never throws itself, whatever the
	 * throwable's own methods do.
	 * @param failure what was thrown
	 * @return a result that is {@link CheckStatus#DOWN}
	 */
	public static CheckResult failed(Throwable failure) {
		try {
			String type = failure.getClass().getName();
			String message = messageOf(failure);
			return new CheckResult(CheckStatus.DOWN, (message != null) ? type + ": " + message : type, Map.of(),
					new Failure(type, message));
		}
		catch (Throwable indescribable) {
			return INDESCRIBABLE;
		}
	}

	static CheckResult ofRun(Check check) throws InconclusiveException {
		try {
			@Nullable CheckResult result = check.run();
			return (result != null) ? result : down("returned null");
		}
		catch (InconclusiveException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			return failed(ex);
		}
	}

	private static @Nullable String messageOf(Throwable failure) {
		try {
			return failure.getMessage();
		}
		catch (Throwable messageFailure) {
			return "(its message could not be read: " + messageFailure.getClass().getName() + ")";
		}
	}

	/**
	 * Return a copy with one more detail.
	 * @param name the name of the detail
	 * @param value the value; anything but text, numbers, booleans, maps and collections
	 * of these is shown as its {@code toString()}
	 * @return the copy
	 */
	public CheckResult withDetail(String name, Object value) {
		Map<String, Object> details = new LinkedHashMap<>(this.details);
		details.put(name, value);
		return new CheckResult(this.status, this.message, details, this.source);
	}

	/**
	 * Return whether the run failed.
	 * @return whether the status {@linkplain CheckStatus#isFailing() is failing}
	 */
	public boolean isFailing() {
		return this.status.isFailing();
	}

	/**
	 * Value object for what a run threw: the {@link CheckResult#source()} of its result.
	 * Does not keep the throwable, which may hold anything.
	 *
	 * @param type the name of its class
	 * @param message its message, bounded like that of a result, or {@code null}
	 */
	public record Failure(String type, @Nullable String message) {

		/**
		 * Create a failure.
		 */
		public Failure {
			message = (message != null) ? Text.bounded(message, Text.MESSAGE) : null;
		}

	}

}
