package dev.healthcheck.check;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * An interrupt beside the end of the run that it is meant for: it never reaches what the
 * thread does next.
 */
@JCStressTest
@Outcome(id = "[01], 0", expect = Expect.ACCEPTABLE, desc = "the run was interrupted, or had ended")
@Outcome(expect = Expect.FORBIDDEN, desc = "the interrupt reached what came next")
@State
public class InterruptStress {

	private final Run run = new Run(new StressedCheck().check(), CheckResult::up);

	/**
	 * Run, and go on.
	 * @param seen whether there was an interrupt in the run, and after it
	 */
	@Actor
	public void run(II_Result seen) {
		this.run.attach();
		seen.r1 = Thread.currentThread().isInterrupted() ? 1 : 0;
		this.run.detach();
		seen.r2 = Thread.interrupted() ? 1 : 0;
	}

	/** Interrupt the run. */
	@Actor
	public void interrupt() {
		this.run.interrupt();
	}

}
