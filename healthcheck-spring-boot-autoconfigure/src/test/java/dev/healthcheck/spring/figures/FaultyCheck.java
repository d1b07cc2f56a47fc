package dev.healthcheck.spring.figures;

import java.util.concurrent.CountDownLatch;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;

/**
 * Check with a fault that a test sets.
 */
final class FaultyCheck implements Check {

	/** What is wrong with what the check looks at. */
	enum Fault {

		/** Nothing. */
		NONE,

		/** It says that it does not work. */
		DOWN,

		/** It fails. */
		THROWS,

		/** It does not answer, until it is interrupted. */
		HANGS,

		/** It does not answer, whoever interrupts. */
		STUCK;

		boolean isHang() {
			return this == HANGS || this == STUCK;
		}

	}

	private volatile Phase phase = new Phase(Fault.NONE);

	Fault fault() {
		return this.phase.fault;
	}

	/**
	 * Set the fault. A run that hangs in the one before goes on with this one.
	 * @param fault the fault
	 */
	void set(Fault fault) {
		Phase last = this.phase;
		this.phase = new Phase(fault);
		last.end.countDown();
	}

	@Override
	public CheckResult run() throws InterruptedException {
		Phase phase = this.phase;
		while (phase.fault.isHang()) {
			if (phase.fault == Fault.STUCK) {
				awaitUninterruptibly(phase.end);
			}
			else {
				phase.end.await();
			}
			phase = this.phase;
		}
		return switch (phase.fault) {
			case DOWN -> CheckResult.down("refused");
			case THROWS -> throw new IllegalStateException("lost");
			default -> CheckResult.up();
		};
	}

	private static void awaitUninterruptibly(CountDownLatch end) {
		boolean ended = false;
		while (!ended) {
			try {
				end.await();
				ended = true;
			}
			catch (InterruptedException ex) {
				// That is what is wrong with it
			}
		}
	}

	private record Phase(Fault fault, CountDownLatch end) {

		Phase(Fault fault) {
			this(fault, new CountDownLatch(1));
		}

	}

}
