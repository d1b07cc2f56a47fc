package dev.healthcheck.it;

import org.junit.jupiter.api.Assumptions;

/**
 * Tests that are left out, and say why.
 */
final class Skipped {

	private Skipped() {
	}

	/**
	 * Leave the rest of a test out unless it makes sense.
	 * @param makesSense whether it does
	 * @param reason why it may not
	 */
	static void unless(boolean makesSense, String reason) {
		if (!makesSense) {
			StackWalker.StackFrame caller = StackWalker.getInstance()
				.walk((frames) -> frames.skip(1).findFirst())
				.orElseThrow();
			System.out.println("SKIPPED: " + caller.getClassName() + "." + caller.getMethodName() + ": " + reason);
		}
		Assumptions.assumeTrue(makesSense, reason);
	}

}
