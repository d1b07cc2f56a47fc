package dev.healthcheck.check;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Value object for what the runner takes from its surroundings: time, chance, threads.
 *
 * @param ticker monotonic time in nanoseconds; all arithmetic is done in it
 * @param clock wall time, for display only
 * @param jitter the factor on the pause between two runs
 * @param interrupts the thread that interrupts hung runs; nothing else waits for it
 * @param earlyFailures the thread that asks slow runs for an early failure; nothing else
 * waits for it
 * @param schedulers starts the scheduler of each life between start and stop, which calls
 * the function that is passed
 */
record CheckRuntime(LongSupplier ticker, InstantSource clock, DoubleSupplier jitter, Executor interrupts,
		Executor earlyFailures, Function<LongSupplier, CheckScheduler> schedulers) {

	static CheckRuntime real(BiFunction<String, Runnable, Thread> factory) {
		LongSupplier ticker = System::nanoTime;
		// ± 10 %, so that checks do not keep step
		return new CheckRuntime(ticker, InstantSource.system(),
				() -> 0.9 + 0.2 * ThreadLocalRandom.current().nextDouble(),
				new CheckThreads("healthcheck-interrupt", 1, factory),
				new CheckThreads("healthcheck-early-failure", 1, factory),
				(advance) -> SchedulerThread.start(factory, ticker, advance));
	}

}
