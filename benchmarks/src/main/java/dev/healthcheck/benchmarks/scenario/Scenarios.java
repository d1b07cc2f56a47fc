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
		return List.of(sideBySide("idle", "Idle", "Nothing else is done.", Load.none()),
				sideBySide("threads", "Threads stuck", "200 of 200 request threads are asleep.",
						Load.clients(200, "/sleep" + FOR_EVER, 200)),
				pool("pool", 30), pool("pool-2s", 2),
				sideBySide("check", "A check hangs", "A user's HealthIndicator hangs for ever.", Load.hungCheck()),
				saturated("cpu", "Processors saturated", "200 of 200 request threads want a processor all the time.", 0,
						Load.clients(200, "/burn" + FOR_EVER + "&together=200", 200)),
				saturated("virtual", "Processors saturated, virtual threads",
						"JDK 25, spring.threads.virtual.enabled=true; 200 clients whose requests take 2 s on a processor "
								+ "each.",
						25, Load.clients(200, "/burn?millis=2000", 2), "--spring.threads.virtual.enabled=true"),
				new DeadDatabaseScenario(), new HaproxyScenario("haproxy", 30), new HaproxyScenario("haproxy-2s", 2),
				new SharedScenario(), new ExhaustionScenario(), new DrainScenario("drain", 500, "/sleep?millis=1"),
				new DrainScenario("drain-long", 50, "/sleep?millis=2500"), new ThroughputScenario(), new CostScenario(),
				new JmhScenario());
	}

	private static Scenario pool(String name, int timeout) {
		return sideBySide(name, "Connection pool exhausted, connection-timeout " + timeout + " s",
				"10 of 10 connections of Hikari's pool are in use, and the database is well; connection-timeout is "
						+ timeout + " s.",
				Load.clients(10, "/query" + FOR_EVER, 10),
				"--spring.datasource.hikari.connection-timeout=" + timeout * 1000);
	}

	private static Scenario sideBySide(String name, String title, String what, Load load, String... options) {
		return new ProbedScenario(name, title, what + " All arms at the same time; 50 probes a second each, time-out "
				+ ProbedScenario.TIMEOUT.toSeconds() + " s.", load, List.of(options));
	}

	private static Scenario saturated(String name, String title, String what, int release, Load load,
			String... options) {
		return new SaturatedScenario(name, title, what
				+ " One application after another, at nice 5, so that what measures is not kept waiting; 10 probes "
				+ "a second, time-out " + SaturatedRun.TIMEOUT.toSeconds()
				+ " s. The bare thread accepts, reads and writes by itself; it is in the JVM of '/readyz' and "
				+ "measured at the same time. 'taken out': how often a HAProxy (inter 500 ms, time-out 1 s, "
				+ "fall 3, rise 2) that checks the instance meanwhile had it DOWN.", release, load, List.of(options));
	}

}
