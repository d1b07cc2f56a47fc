package dev.healthcheck.check;

import java.util.concurrent.atomic.AtomicLong;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * A reader beside the run that publishes sees all of the result or nothing of it, and
 * never the old one again after the new one.
 */
@JCStressTest
@Outcome(id = "0, 0, 0, 0", expect = Expect.ACCEPTABLE, desc = "nothing yet, twice")
@Outcome(id = "0, 0, 7, 7", expect = Expect.ACCEPTABLE, desc = "the result came between")
@Outcome(id = "7, 7, 7, 7", expect = Expect.ACCEPTABLE, desc = "the result, twice")
@Outcome(expect = Expect.FORBIDDEN, desc = "half of it, or the old one after the new one")
@State
public class SnapshotStress {

	private final Publication published = new Publication("check", (result) -> result,
			CheckState.registered(CheckSettings.defaults(), true, 0), StressedCheck.runtime(), (change) -> true,
			new AtomicLong());

	/** Publish, as a run does under the lock. */
	@Actor
	public void publish() {
		this.published.record(CheckResult.up().withDetail("n", 7), 3, 4);
	}

	/**
	 * Read twice, as probes do.
	 * @param seen what is seen
	 */
	@Actor
	public void read(IIII_Result seen) {
		CheckVerdict first = this.published.state().at(5);
		CheckVerdict second = this.published.state().at(5);
		seen.r1 = result(first);
		seen.r2 = last(first);
		seen.r3 = result(second);
		seen.r4 = last(second);
	}

	private static int result(CheckVerdict verdict) {
		CheckResult result = verdict.result();
		return (result != null) ? number(result) : 0;
	}

	private static int last(CheckVerdict verdict) {
		CheckRun run = verdict.lastRun();
		return (run != null && run.endedAt() - run.startedAt() == 1) ? number(run.result()) : 0;
	}

	private static int number(CheckResult result) {
		return (int) result.details().getOrDefault("n", -1);
	}

}
