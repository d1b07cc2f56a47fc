package dev.healthcheck.check;

import java.util.List;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A reader beside two registrations sees each check whole or not at all, and a second one
 * of its kind never overwrites the first.
 */
@JCStressTest
@Outcome(id = "0, [01], [01]", expect = Expect.ACCEPTABLE, desc = "not there yet; the other may be")
@Outcome(id = "1, [01], [01]", expect = Expect.ACCEPTABLE, desc = "there; the other may be")
@Outcome(expect = Expect.FORBIDDEN, desc = "half a check, or one lost")
@State
public class RegistrationStress {

	private final CheckRunner runner = new CheckRunner(Runnable::run, CheckSettings.defaults(), CheckOverrides.none(),
			StressedCheck.runtime(), (change) -> {
			});

	/** Register a check. */
	@Actor
	public void first() {
		this.runner.register("first", CheckResult::up);
	}

	/** Register another. */
	@Actor
	public void second() {
		this.runner.register("second", CheckResult::up);
	}

	/**
	 * Read both.
	 * @param seen what is seen
	 */
	@Actor
	public void read(III_Result seen) {
		seen.r1 = seen("first");
		seen.r2 = seen("second");
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
