package dev.healthcheck.benchmarks.scenario;

import java.util.List;

/**
 * All scenarios, in the order in which they run.
 */
public final class Scenarios {

	private static final String FOR_EVER = "?millis=600000";

	private Scenarios() {
	}

	/**
	 * Return all.
	 * @return the scenarios
	 */
	public static List<Scenario> all() {
		return List.of(
				new ProbedScenario("idle", "Idle", "Nothing but 50 probes a second.", 0, true, Load.none(), List.of()),
				new ProbedScenario("threads", "Threads stuck",
						"200 of 200 request threads asleep; 50 probes a second, time-out 2 s.", 0, true,
						Load.clients(200, "/sleep" + FOR_EVER, 200), List.of()),
				pool("pool", "connection-timeout 30 s, Hikari's default", List.of()),
				pool("pool-2s", "connection-timeout 2 s",
						List.of("--spring.datasource.hikari.connection-timeout=2000")),
				new ProbedScenario("check", "A check hangs",
						"A user's HealthIndicator hangs for ever; 50 probes a second, time-out 2 s.", 0, true,
						Load.hungCheck(), List.of()),
				new ProbedScenario("cpu", "Processors saturated",
						"200 of 200 request threads want a processor all the time; 50 probes a second, time-out 2 s; one "
								+ "arm after another.",
						0, false, Load.clients(200, "/burn" + FOR_EVER, 200), List.of()),
				new ProbedScenario("virtual", "Processors saturated, virtual threads",
						"JDK 25, spring.threads.virtual.enabled=true, 200 clients with 2 s on a processor each; 50 probes "
								+ "a second, time-out 2 s; one arm after another.",
						25, false, Load.clients(200, "/burn?millis=2000", 2),
						List.of("--spring.threads.virtual.enabled=true")),
				new DeadDatabaseScenario(), new HaproxyScenario("haproxy", 30), new HaproxyScenario("haproxy-2s", 2),
				new ThroughputScenario(), new CostScenario(), new JmhScenario());
	}

	private static Scenario pool(String name, String timeout, List<String> options) {
		return new ProbedScenario(name, "Connection pool exhausted, " + timeout,
				"10 of 10 connections of Hikari's pool are in use, and the database is well; " + timeout
						+ "; 50 probes a second, time-out 2 s.",
				0, true, Load.clients(10, "/query" + FOR_EVER, 10), options);
	}

}
