package dev.healthcheck.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Value object for the result of one run of a check. Message and details are bounded (512
 * characters a text, 100 entries a level, 1,000 in all, 8 levels), and control characters
 * and lone surrogates are replaced, so that they can be shown anywhere.
 *
 * @param status the status
 * @param message a sentence for people, or {@code null}
 * @param details further values for people, never {@code null}
 * @param source the object that the result was made from, for code that can show it
 * better, or {@code null}
 * @since 0.1.0
 */
public record CheckResult(CheckStatus status, @Nullable String message, Map<String, Object> details,
		@Nullable Object source) {

	private static final CheckResult UP = new CheckResult(CheckStatus.UP, null, Map.of());

	/** For a failure that cannot be described for lack of memory or stack. */
	static final CheckResult INDESCRIBABLE = down("failed, and the failure could not be described");

	public CheckResult {
		Objects.requireNonNull(status, "'status' must not be null");
		message = (message != null) ? Text.bounded(message, Text.MESSAGE) : null;
		details = Text.details(details);
	}

	/** Create a result without a source. */
	public CheckResult(CheckStatus status, @Nullable String message, Map<String, Object> details) {
		this(status, message, details, null);
	}

	/** Return a result that passes, without a message. */
	public static CheckResult up() {
		return UP;
	}

	/** Return a result that passes. */
	public static CheckResult up(String message) {
		return of(CheckStatus.UP, message);
	}

	/** Return a result that passes but reports a problem. */
	public static CheckResult degraded(String message) {
		return of(CheckStatus.DEGRADED, message);
	}

	/** Return a result that fails. */
	public static CheckResult down(String message) {
		return of(CheckStatus.DOWN, message);
	}

	/** Return a result without details. */
	public static CheckResult of(CheckStatus status, @Nullable String message) {
		return new CheckResult(status, message, Map.of());
	}

	/**
	 * Return a result that is {@link CheckStatus#DOWN}, for a run that threw. Never
	 * throws, even if the methods of the throwable do.
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
	 * Return a copy with one more detail. Values other than text, numbers, booleans, and
	 * maps and collections of these become their {@code toString()}.
	 */
	public CheckResult withDetail(String name, Object value) {
		Map<String, Object> details = new LinkedHashMap<>(this.details);
		details.put(name, value);
		return new CheckResult(this.status, this.message, details, this.source);
	}

	/** Return whether the status {@linkplain CheckStatus#isFailing() is failing}. */
	public boolean isFailing() {
		return this.status.isFailing();
	}

	/**
	 * Value object for a throwable: the {@link CheckResult#source()} of a run that threw.
	 * The throwable itself is not kept, because it may reference anything.
	 *
	 * @param type the name of its class
	 * @param message its message, bounded like that of a result, or {@code null}
	 */
	public record Failure(String type, @Nullable String message) {

		public Failure {
			message = (message != null) ? Text.bounded(message, Text.MESSAGE) : null;
		}

	}

}
