package dev.healthcheck.benchmarks.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.check.CheckVerdict;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Reads what a check has published: what a probe does for each member.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SnapshotBenchmark {

	private final CheckThreads threads = new CheckThreads("check", 8);

	private final CheckRunner runner = new CheckRunner(this.threads, CheckSettings.defaults(), List.of());

	/**
	 * Publish a result.
	 */
	@Setup
	public void publish() {
		Logger.getLogger("dev.healthcheck").setLevel(Level.OFF);
		this.runner.register("check", CheckResult::up);
		this.runner.start();
		this.runner.ready();
	}

	/**
	 * Read it.
	 * @return what was published
	 */
	@Benchmark
	public @Nullable CheckVerdict read() {
		return this.runner.verdict("check");
	}

	/**
	 * End.
	 */
	@TearDown
	public void stop() {
		this.runner.stop();
		this.threads.stop();
	}

}
