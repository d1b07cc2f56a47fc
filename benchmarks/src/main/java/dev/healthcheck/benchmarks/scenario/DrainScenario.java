package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.healthcheck.benchmarks.haproxy.Haproxy;
import dev.healthcheck.benchmarks.report.Row;
import dev.healthcheck.benchmarks.report.ScenarioReport;
import dev.healthcheck.benchmarks.report.Value;

/**
 * Rolling restarts behind HAProxy: whether a request is lost.
 *
 * @param name what the command line calls it
 * @param perSecond how many requests a second
 * @param path what clients ask
 */
public record DrainScenario(String name, int perSecond, String path) implements Scenario {

	/**
	 * What the names of all begin with.
	 */
	public static final String NAME = "drain";

	@Override
	public String title() {
		return "Rolling restarts behind HAProxy, " + this.perSecond + " requests/s on " + this.path;
	}

	@Override
	public ScenarioReport run(Bench bench) throws InterruptedException {
		Optional<Path> program = Haproxy.program();
		int restarts = bench.settings().choose(20, 2);
		List<Row> rows = new ArrayList<>();
		for (DrainProfile profile : DrainProfile.values()) {
			if (program.isEmpty()) {
				rows.add(Row.notRun(profile.label(), "haproxy was not found (Debian package haproxy)"));
				continue;
			}
			try {
				rows.add(row(profile, new DrainRun(bench, program.get(), profile, this).run(restarts)));
			}
			catch (IOException | RuntimeException ex) {
				rows.add(Row.notRun(profile.label(), Fleet.reason(ex)));
			}
		}
		return new ScenarioReport(this.name, title(), what(restarts), rows, Map.of(), List.of());
	}

	private static String what(int restarts) {
		return "2 instances behind HAProxy (inter 1 s, fall 3, rise 2), " + restarts
				+ " restarts by SIGTERM, one instance after the other, each when both are up. Requests come at their"
				+ " pace over connections that are kept. Lost is all but 200.";
	}

	private static Row row(DrainProfile profile, DrainRun.Result result) {
		long lost = result.lost().values().stream().mapToLong(Long::longValue).sum();
		return Row.of(profile.label(), Value.count("restarts", result.restarts()),
				Value.count("requests", result.requests()), Value.count("lost", lost),
				Value.text("how", result.lost().isEmpty() ? "" : result.lost().toString()),
				Value.text("drain-delay", profile.delay()), Value.of("out after, worst", result.outAfter(), "s"),
				Value.of("none up", result.noneUp(), "s"));
	}

}
