package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.benchmarks.arm.Database;
import dev.healthcheck.benchmarks.arm.Instance;
import dev.healthcheck.benchmarks.arm.Variant;
import dev.healthcheck.benchmarks.haproxy.Haproxy;
import dev.healthcheck.benchmarks.haproxy.SharedRule;

/**
 * Five instances that lose their database, and then one of them alone. Each rule has a
 * HAProxy and clients of its own in front of the same instances, so that all see the same
 * faults at the same time.
 *
 * <p>
 * The last instance has a database of its own: that is how it can lose it alone. When all
 * lose it, both are killed.
 *
 * @param bench what to measure with
 * @param program HAProxy
 * @param length how long the database is away, each time
 */
record SharedRun(Bench bench, Path program, Duration length) {

	static final int INSTANCES = 5;

	/**
	 * The deep probe is that of the recipe. Its check looks often, as it does in the test
	 * of the recipe: how soon a single instance is out depends on that.
	 */
	private static final List<String> OPTIONS = List.of(Load.TEST_CONNECTIONS,
			"--management.endpoint.health.group.deep.include=readinessState,workers,maintenance,server,db",
			"--healthcheck.probes.deepz.group=deep", "--healthcheck.overrides.db.success-ttl=1s",
			"--healthcheck.overrides.db.failure-ttl=1s", "--spring.datasource.hikari.connection-timeout=1000");

	/**
	 * Longer than a request waits for a connection: what is lost has been counted then.
	 */
	private static final int SETTLE_SECONDS = 2;

	Map<SharedRule, Result> run() throws IOException, InterruptedException {
		List<Integer> ports = List.of(Haproxy.freePort(), Haproxy.freePort());
		List<Database> databases = new ArrayList<>();
		List<Instance> instances = new ArrayList<>();
		try {
			startDatabases(databases, ports);
			instances.addAll(startInstances(databases));
			return measure(instances, databases, ports);
		}
		finally {
			Fleet.close(instances);
			Fleet.close(databases);
		}
	}

	private void startDatabases(List<Database> databases, List<Integer> ports)
			throws IOException, InterruptedException {
		Fleet.close(databases);
		databases.clear();
		for (int port : ports) {
			databases.add(this.bench.launcher().database(port));
		}
	}

	private List<Instance> startInstances(List<Database> databases) throws IOException, InterruptedException {
		List<Database> each = new ArrayList<>(Collections.nCopies(INSTANCES - 1, databases.get(0)));
		each.add(databases.get(1));
		return Fleet.start(this.bench.launcher(), Variant.OURS, each, OPTIONS);
	}

	private Map<SharedRule, Result> measure(List<Instance> instances, List<Database> databases, List<Integer> ports)
			throws IOException, InterruptedException {
		Map<SharedRule, SharedFront> fronts = new EnumMap<>(SharedRule.class);
		try {
			for (SharedRule rule : SharedRule.values()) {
				fronts.put(rule, new SharedFront(
						Haproxy.start(this.program, this.bench.processes(), this.bench.temporary(), rule, instances)));
			}
			// It takes them for up until it has asked, and then one failure is enough
			TimeUnit.SECONDS.sleep(this.bench.settings().choose(5, 3));
			awaitUp(fronts);
			Map<SharedRule, SharedFront.Losses> before = losses(fronts);
			this.bench.say("  all instances lose the database, " + this.length.toSeconds() + " s");
			databases.forEach(Database::kill);
			TimeUnit.NANOSECONDS.sleep(this.length.toNanos());
			startDatabases(databases, ports);
			awaitUp(fronts);
			TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
			Map<SharedRule, SharedFront.Losses> between = losses(fronts);
			this.bench.say("  one instance loses the database, " + this.length.toSeconds() + " s");
			databases.get(1).kill();
			TimeUnit.NANOSECONDS.sleep(this.length.toNanos());
			fronts.values().forEach(SharedFront::end);
			return results(before, between, losses(fronts));
		}
		finally {
			Fleet.close(fronts.values());
		}
	}

	private static void awaitUp(Map<SharedRule, SharedFront> fronts) throws IOException, InterruptedException {
		for (SharedFront front : fronts.values()) {
			front.awaitUp();
		}
	}

	private static Map<SharedRule, SharedFront.Losses> losses(Map<SharedRule, SharedFront> fronts) {
		Map<SharedRule, SharedFront.Losses> losses = new EnumMap<>(SharedRule.class);
		fronts.forEach((rule, front) -> losses.put(rule, front.losses()));
		return losses;
	}

	static Map<SharedRule, Result> results(Map<SharedRule, SharedFront.Losses> before,
			Map<SharedRule, SharedFront.Losses> between, Map<SharedRule, SharedFront.Losses> after) {
		Map<SharedRule, Result> results = new EnumMap<>(SharedRule.class);
		before.forEach((rule, start) -> {
			SharedFront.Losses middle = between.getOrDefault(rule, start);
			results.put(rule, new Result(middle.since(start), after.getOrDefault(rule, middle).since(middle)));
		});
		return results;
	}

	/**
	 * What a rule has lost.
	 *
	 * @param all while all instances had lost the database, and until all were back
	 * @param one while one had
	 */
	record Result(SharedFront.Losses all, SharedFront.Losses one) {

	}

}
