package dev.healthcheck.test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bounds on time. They hold on a machine that has nothing else to do, so only the profile
 * {@code figures} asserts them; it sets the system property {@code figures}.
 */
public final class Figures {

	private static final boolean ASSERTED = Boolean.getBoolean("figures");

	private Figures() {
	}

	/**
	 * Return whether bounds on time are asserted.
	 * @return whether the profile {@code figures} is active
	 */
	public static boolean areAsserted() {
		return ASSERTED;
	}

	/**
	 * Require that something took no longer than a bound, if bounds are asserted.
	 * @param what the description of what was measured
	 * @param measured how long it took
	 * @param bound the longest that it may take
	 */
	public static void assertAtMost(String what, Duration measured, Duration bound) {
		if (ASSERTED) {
			assertThat(measured).as(what).isLessThanOrEqualTo(bound);
		}
	}

	/**
	 * Return how often to repeat what is measured: a tenth of it is enough to see whether
	 * anything fails or is lost.
	 * @param count the number of repetitions that a measurement needs
	 * @return that number if bounds are asserted, otherwise a tenth of it
	 */
	public static int repetitions(int count) {
		return ASSERTED ? count : count / 10;
	}

}
