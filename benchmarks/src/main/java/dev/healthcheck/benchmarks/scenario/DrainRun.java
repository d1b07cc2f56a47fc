package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.benchmarks.arm.Database;
import dev.healthcheck.benchmarks.arm.Instance;
import dev.healthcheck.benchmarks.arm.Jdk;
import dev.healthcheck.benchmarks.arm.Variant;
import dev.healthcheck.benchmarks.haproxy.Haproxy;
import dev.healthcheck.benchmarks.haproxy.ServersOverTime;
import dev.healthcheck.benchmarks.load.OpenLoad;
import dev.healthcheck.benchmarks.load.Target;

/**
 * One run of rolling restarts.
 *
 * @param bench what to measure with
 * @param program HAProxy
 * @param profile how HAProxy learns of the end of an instance
 * @param load what is asked, and how often
 */
record DrainRun(Bench bench, Path program, DrainProfile profile, DrainScenario load) {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	Result run(int restarts) throws IOException, InterruptedException {
		List<int[]> ports = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			ports.add(new int[] { Haproxy.freePort(), Haproxy.freePort(),
					this.profile.asksTheAgent() ? Haproxy.freePort() : 0 });
		}
		List<Instance> instances = new ArrayList<>();
		try (Database database = this.bench.launcher().database()) {
			for (int[] own : ports) {
				instances.add(start(database, own));
			}
			try (Haproxy haproxy = Haproxy.start(this.program, this.bench.processes(), this.bench.temporary(),
					this.profile.checks(), ports)) {
				return restart(database, haproxy, instances, ports, restarts);
			}
		}
		finally {
			Fleet.close(instances);
		}
	}

	private Instance start(Database database, int[] ports) throws IOException, InterruptedException {
		List<String> options = new ArrayList<>(List.of("--server.port=" + ports[0],
				"--healthcheck.server.port=" + ports[1], "--healthcheck.shutdown.drain-delay=" + this.profile.delay(),
				"--healthcheck.load-balancer=" + this.profile.loadBalancer()));
		if (ports[2] != 0) {
			options.add("--healthcheck.agent.port=" + ports[2]);
		}
		return this.bench.launcher().application(Jdk.current(), Variant.OURS, database, options.toArray(String[]::new));
	}

	private Result restart(Database database, Haproxy haproxy, List<Instance> instances, List<int[]> ports,
			int restarts) throws IOException, InterruptedException {
		// It takes them for up until it has asked, and then one failure is enough
		TimeUnit.SECONDS.sleep(5);
		awaitUp(haproxy, List.of(true, true));
		double outAfter = 0;
		OpenLoad clients = new OpenLoad(this.load.perSecond(), new Target(haproxy.port(), this.load.path()));
		ServersOverTime servers = new ServersOverTime(haproxy);
		try (clients; servers) {
			TimeUnit.SECONDS.sleep(2);
			for (int i = 0; i < restarts; i++) {
				int which = i % 2;
				Instance instance = instances.get(which);
				CompletableFuture<Double> out = CompletableFuture.supplyAsync(() -> untilOut(haproxy, which));
				instance.terminate(PATIENCE);
				outAfter = Math.max(outAfter, out.join());
				instances.set(which, start(database, ports.get(which)));
				awaitUp(haproxy, List.of(true, true));
				this.bench.say("  %s: restart %d, %,d requests, lost %s".formatted(this.profile.label(), i + 1,
						clients.requests(), clients.lost()));
			}
			TimeUnit.SECONDS.sleep(2);
		}
		List<ServersOverTime.Sample> samples = servers.samples();
		long none = samples.stream().filter((sample) -> sample.count() == 0).count();
		return new Result(restarts, clients.requests(), clients.lost(), outAfter,
				servers.seconds() * none / Math.max(1, samples.size()));
	}

	private static double untilOut(Haproxy haproxy, int which) {
		long start = System.nanoTime();
		try {
			while (haproxy.up().get(which)) {
				TimeUnit.MILLISECONDS.sleep(20);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return (System.nanoTime() - start) / 1e9;
	}

	private static void awaitUp(Haproxy haproxy, List<Boolean> up) throws IOException, InterruptedException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!haproxy.up().equals(up)) {
			if (System.nanoTime() - end > 0) {
				throw new IOException("HAProxy has " + haproxy.up());
			}
			TimeUnit.MILLISECONDS.sleep(100);
		}
	}

	/**
	 * What was counted.
	 *
	 * @param restarts how many restarts there were
	 * @param requests how many requests
	 * @param lost how many of them had no answer with 200, by status or error
	 * @param outAfter the longest that HAProxy took to send nothing more, in seconds
	 * @param noneUp for how long HAProxy had no instance at all, in seconds
	 */
	record Result(int restarts, long requests, Map<String, Long> lost, double outAfter, double noneUp) {

	}

}
