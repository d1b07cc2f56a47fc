package dev.healthcheck.check;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A run ends beside a stop: what is published when the stop has returned stays so.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "the result came too late")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the result came in time")
@Outcome(expect = Expect.FORBIDDEN, desc = "a stopped check has changed")
@State
public class StopStress {

	private final StressedCheck stressed = new StressedCheck().started();

	/** Run. */
	@Actor
	public void run() {
		this.stressed.runNext();
	}

	/**
	 * Stop, and read.
	 * @param seen what is seen
	 */
	@Actor
	public void stop(II_Result seen) {
		this.stressed.check().stop();
		seen.r1 = results();
	}

	/**
	 * Read again.
	 * @param seen what is seen
	 */
	@Arbiter
	public void read(II_Result seen) {
		seen.r2 = results();
	}

	private int results() {
		return (this.stressed.check().published().verdict().lastRun() != null) ? 1 : 0;
	}

}
