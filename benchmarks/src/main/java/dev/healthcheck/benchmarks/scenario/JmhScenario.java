package dev.healthcheck.benchmarks.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import dev.healthcheck.benchmarks.report.Row;
import dev.healthcheck.benchmarks.report.ScenarioReport;
import dev.healthcheck.benchmarks.report.Value;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What a probe costs inside the process, measured by JMH.
 */
final class JmhScenario implements Scenario {

	@Override
	public String name() {
		return "jmh";
	}

	@Override
	public String title() {
		return "Inside the process";
	}

	@Override
	public ScenarioReport run(Bench bench) {
		List<Row> rows = new ArrayList<>();
		try {
			results(bench).forEach((result) -> rows.add(row(result)));
		}
		catch (RunnerException ex) {
			rows.add(Row.notRun("all", Fleet.reason(ex)));
		}
		return new ScenarioReport(name(), title(),
				"JMH: reading what a check has published; rendering the answer of a probe; counting the workers of a "
						+ "directory, which a thread of its own does once a second. Average time, with its 99.9 % error.",
				rows, Map.of(), List.of());
	}

	private static Collection<RunResult> results(Bench bench) throws RunnerException {
		Settings settings = bench.settings();
		return new Runner(new OptionsBuilder().include("dev\\.healthcheck\\.benchmarks\\.jmh\\.")
			.forks(settings.choose(2, 1))
			.warmupIterations(settings.choose(3, 1))
			.warmupTime(TimeValue.seconds(1))
			.measurementIterations(settings.choose(5, 3))
			.measurementTime(TimeValue.milliseconds(settings.length(1, 1).toMillis()))
			.verbosity(VerboseMode.SILENT)
			.build()).run();
	}

	private static Row row(RunResult result) {
		StringBuilder name = new StringBuilder(result.getParams().getBenchmark().replaceAll(".*jmh\\.", ""));
		for (String key : new TreeSet<>(result.getParams().getParamsKeys())) {
			name.append(", ").append(result.getParams().getParam(key)).append(' ').append(key);
		}
		Result<?> figure = result.getPrimaryResult();
		String unit = figure.getScoreUnit().replace("us/op", "µs").replace("ns/op", "ns");
		return Row.of(name.toString(), Value.of("time", figure.getScore(), unit),
				Value.of("±", figure.getScoreError(), unit));
	}

}
