package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.benchmarks.arm.Arm;
import dev.healthcheck.benchmarks.arm.Database;
import dev.healthcheck.benchmarks.arm.Instance;
import dev.healthcheck.benchmarks.haproxy.Haproxy;
import dev.healthcheck.benchmarks.haproxy.ServersOverTime;
import dev.healthcheck.benchmarks.haproxy.ServersOverTime.Sample;
import dev.healthcheck.benchmarks.load.Answers;
import dev.healthcheck.benchmarks.load.Clients;
import dev.healthcheck.benchmarks.load.Prober;
import dev.healthcheck.benchmarks.load.Target;

/**
 * One arm behind HAProxy: three applications, and more clients than they have connections
 * for. The third one has a database of its own, which may be killed.
 *
 * @param bench what to measure with
 * @param program HAProxy
 * @param arm the arm
 * @param killAfter when the third one's database is killed, in seconds after the clients
 * came; 0 for never
 * @param length how long it is measured
 * @param options of the applications
 */
record OverloadRun(Bench bench, Path program, Arm arm, double killAfter, Duration length, List<String> options) {

	static final Duration TIMEOUT = Duration.ofSeconds(1);

	private static final Duration PERIOD = Duration.ofMillis(50);

	private static final int THIRD = 2;

	private static final int CLIENTS = 600;

	private static final String QUERY = "/query?millis=250";

	Result run() throws IOException, InterruptedException {
		try (Database shared = this.bench.launcher().database(); Database own = this.bench.launcher().database()) {
			List<Instance> instances = Fleet.start(this.bench.launcher(), this.arm.variant(),
					List.of(shared, shared, own), this.options);
			try {
				warm(instances);
				return measure(instances, own);
			}
			finally {
				Fleet.close(instances);
			}
		}
	}

	private void warm(List<Instance> instances) throws InterruptedException {
		List<Clients> clients = new ArrayList<>();
		for (Instance instance : instances) {
			clients.add(new Clients(8, new Target(instance.port(), "/query?millis=1")));
			clients.add(new Clients(1, target(instance)));
		}
		TimeUnit.SECONDS.sleep(this.bench.settings().choose(5, 1));
		clients.forEach(Clients::close);
	}

	private Result measure(List<Instance> instances, Database own) throws IOException, InterruptedException {
		this.bench.say("  " + this.arm.label() + ((this.killAfter > 0) ? ", 1 database dies" : "") + ", "
				+ this.length.toSeconds() + " s");
		try (Haproxy haproxy = Haproxy.start(this.program, this.bench.processes(), this.bench.temporary(),
				this.arm.path(), instances);
				ServersOverTime servers = new ServersOverTime(haproxy);
				Prober prober = new Prober(target(instances.get(0)), PERIOD, TIMEOUT);
				Clients clients = new Clients(CLIENTS, new Target(haproxy.port(), QUERY))) {
			double killed = 0;
			while (servers.seconds() < this.length.toMillis() / 1000.0) {
				TimeUnit.MILLISECONDS.sleep(50);
				if (this.killAfter > 0 && killed == 0 && servers.seconds() >= this.killAfter) {
					own.kill();
					killed = servers.seconds();
				}
			}
			clients.end();
			return new Result(servers.samples(), clients, prober.end(), killed, (int) this.length.toSeconds());
		}
	}

	private Target target(Instance instance) {
		return new Target(instance.probePort(), this.arm.path());
	}

	/**
	 * What came of it.
	 *
	 * @param samples the servers that HAProxy had
	 * @param clients what the clients had
	 * @param probes what the first application answered to probes
	 * @param killed when the third one's database was killed; 0 for never
	 * @param seconds how long it was measured
	 */
	record Result(List<Sample> samples, Clients clients, Answers probes, double killed, int seconds) {

		/**
		 * Return how long it took until the third one was out for good.
		 * @return seconds after its database was killed, negative where it was out
		 * already; empty where that was not, or it is not out
		 */
		OptionalDouble outAfter() {
			OptionalDouble out = ServersOverTime.outSince(this.samples, THIRD);
			if (out.isEmpty() || this.killed == 0) {
				return OptionalDouble.empty();
			}
			return OptionalDouble.of(out.getAsDouble() - this.killed);
		}

	}

}
