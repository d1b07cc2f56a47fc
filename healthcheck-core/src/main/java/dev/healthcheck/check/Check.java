package dev.healthcheck.check;

import org.jspecify.annotations.Nullable;

/**
 * Strategy used to find out whether a part of an application works. A check may be slow,
 * may throw and may hang: it runs in the background, never in a probe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Check {

	/**
	 * Run the check once. If it exceeds its timeout it is interrupted once, and its
	 * result is discarded.
	 * @return the result; {@code null} counts as a failure
	 * @throws InconclusiveException if the run could neither pass nor fail
	 * @throws Exception if the check failed; any other {@link Throwable} counts as a
	 * failure
	 */
	CheckResult run() throws Exception;

	/**
	 * Return the failure that the run in flight is bound to end with, if it is already
	 * known. Called after each quarter of the timeout, on a thread that all checks share:
	 * implementations must return at once.
	 * @return the result of the run, which is then interrupted, or {@code null} if the
	 * run may just be slow
	 */
	default @Nullable CheckResult earlyFailure() {
		return null;
	}

	/**
	 * Return the result to publish now, for a check that knows a part of its result
	 * without a run. Called by each reader: implementations must return at once and must
	 * not throw.
	 * @param result the result of the verdict or of a run, or {@code null} before the
	 * first run has ended
	 * @return the result to publish; by default the given one
	 */
	default @Nullable CheckResult current(@Nullable CheckResult result) {
		return result;
	}

}
