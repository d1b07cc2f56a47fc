package dev.healthcheck.check;

import java.util.List;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A reader beside registrations sees each check whole or not at all, and never a later
 * one without one that was there before.
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "none yet")
@Outcome(id = "0, 1, [01]", expect = Expect.ACCEPTABLE, desc = "the first")
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "both")
@Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "both came after the checks were read")
@Outcome(expect = Expect.FORBIDDEN, desc = "half a check, or the second without the first")
@State
public class RegistrationStress {

	private final CheckRunner runner = new CheckRunner(Runnable::run, CheckSettings.defaults(), (name, settings) -> settings,
			StressedCheck.runtime(), (change) -> true);

	/** Register two checks. */
	@Actor
	public void register() {
		this.runner.register("first", CheckResult::up);
		this.runner.register("second", CheckResult::up);
	}

	/**
	 * Read both.
	 * @param seen what is seen
	 */
	@Actor
	public void read(III_Result seen) {
		seen.r1 = seen("second");
		seen.r2 = seen("first");
		seen.r3 = this.runner.names().containsAll(List.of("first", "second")) ? 1 : 0;
	}

	private int seen(String name) {
		CheckVerdict verdict = this.runner.verdict(name);
		if (verdict == null) {
			return 0;
		}
		return (verdict.starting() && verdict.status().equals(CheckStatus.OUT_OF_SERVICE)) ? 1 : -1;
	}

}
