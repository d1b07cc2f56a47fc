package dev.healthcheck.benchmarks.jmh;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeMember;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Renders the answer of a probe whose group has three members.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RenderBenchmark {

	private static final ProbeRequest REQUEST = new ProbeRequest("GET", "/readyz");

	private final ProbeReport report = new ProbeReport(CheckStatus.UP, 200,
			Stream.of("readinessState", "workers", "maintenance")
				.map((name) -> new ProbeMember(name, CheckStatus.UP, false, null, Instant.EPOCH))
				.toList());

	private final Probe word = probe(ProbeRenderer.word());

	private final Probe json = probe(ProbeRenderer.json());

	private Probe probe(ProbeRenderer renderer) {
		return new Probe("readyz", "/readyz", renderer, () -> this.report);
	}

	/**
	 * Answer in one word.
	 * @return the answer
	 */
	@Benchmark
	public ProbeResponse word() {
		return this.word.answer(REQUEST);
	}

	/**
	 * Answer in JSON.
	 * @return the answer
	 */
	@Benchmark
	public ProbeResponse json() {
		return this.json.answer(REQUEST);
	}

}
