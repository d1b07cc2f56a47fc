package dev.healthcheck.check;

/**
 * Strategy used to find out whether a part of an application works. A check may be slow,
 * may throw and may hang: it is run in the background, never by a probe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Check {

	/**
	 * Run the check once. It is interrupted once if it takes longer than its timeout, and
	 * what it returns after that is discarded.
	 * @return the result; {@code null} counts as a failure
	 * @throws Exception if the check failed; any {@link Throwable} counts as a failure
	 */
	CheckResult run() throws Exception;

}
