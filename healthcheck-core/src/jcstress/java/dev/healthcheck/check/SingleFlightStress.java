package dev.healthcheck.check;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The end of a run, and somebody who asks twice for another beside it: never two runs at
 * once, and none more than was asked for.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "asked before the end alone: again, by a timer")
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "asked once after an end: one more run, at once")
@Outcome(id = "1, 3", expect = Expect.ACCEPTABLE, desc = "asked twice after an end")
@Outcome(expect = Expect.FORBIDDEN, desc = "two at once, or too many")
@State
public class SingleFlightStress {

	private final StressedCheck stressed = new StressedCheck().started();

	/** Execute what is queued: the first run, to begin with. */
	@Actor
	public void run() {
		this.stressed.runNext();
	}

	/** Ask for a run and execute what is queued, twice. */
	@Actor
	public void refresh() {
		this.stressed.check().refresh();
		this.stressed.runNext();
		this.stressed.check().refresh();
		this.stressed.runNext();
	}

	/**
	 * Tell what has come of it.
	 * @param seen how many were inside the check at once, and how many runs were queued
	 */
	@Arbiter
	public void count(II_Result seen) {
		seen.r1 = this.stressed.most();
		seen.r2 = this.stressed.queued();
	}

}
