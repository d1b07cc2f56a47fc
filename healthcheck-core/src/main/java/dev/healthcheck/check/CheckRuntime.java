package dev.healthcheck.check;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Value object for the environment of the runner: time, randomness, threads.
 *
 * @param ticker monotonic time in nanoseconds, for all arithmetic
 * @param clock wall time, for display only
 * @param jitter factor on the pause between two runs
 * @param interrupts thread that interrupts hung runs, and may hang itself
 * @param earlyFailures thread that requests early failures of slow runs, and may hang
 * @param schedulers starts a scheduler that calls the given function
 */
record CheckRuntime(LongSupplier ticker, InstantSource clock, DoubleSupplier jitter, Executor interrupts,
		Executor earlyFailures, Function<LongSupplier, CheckScheduler> schedulers) {

	static CheckRuntime real(BiFunction<String, Runnable, Thread> factory) {
		LongSupplier ticker = System::nanoTime;
		// ± 10 %, so that checks do not run in step
		return new CheckRuntime(ticker, InstantSource.system(),
				() -> 0.9 + 0.2 * ThreadLocalRandom.current().nextDouble(),
				new CheckThreads("healthcheck-interrupt", 1, factory),
				new CheckThreads("healthcheck-early-failure", 1, factory),
				(advance) -> SchedulerThread.start(factory, ticker, advance));
	}

	void endIdleThreads() {
		Stream.of(this.interrupts, this.earlyFailures)
			.filter(CheckThreads.class::isInstance)
			.map(CheckThreads.class::cast)
			.forEach(CheckThreads::endIdle);
	}

}
