package dev.healthcheck.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.server.ProbeServer;
import dev.healthcheck.server.ProbeServerLimits;

/**
 * How long probes took to be answered, and how long those of a server took meanwhile that
 * has nothing to do: what the machine takes for any answer.
 *
 * @param times of the probes, in nanoseconds, the shortest first
 * @param bare of the server that has nothing to do, likewise
 * @param failures what was wrong, one line each
 */
record ProbeTimes(List<Long> times, List<Long> bare, List<String> failures) {

	private static final int THREADS = 8;

	private static final Duration PERIOD = Duration.ofMillis(20);

	/**
	 * Ask an instance for its readiness at a fixed pace: a slow answer does not put off
	 * the next question.
	 * @param instance the instance
	 * @param duration for how long
	 * @return how long the answers took
	 */
	static ProbeTimes during(StalledInstance instance, Duration duration) throws Exception {
		Queue<Long> times = new ConcurrentLinkedQueue<>();
		Queue<Long> bare = new ConcurrentLinkedQueue<>();
		Queue<String> failures = new ConcurrentLinkedQueue<>();
		int questions = (int) duration.dividedBy(PERIOD);
		ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
		try (ProbeServer idle = ProbeServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
				ProbeServerLimits.defaults(), (request) -> ProbeResponse.of(200, "text/plain", new byte[2]))) {
			Future<?>[] all = new Future<?>[2 * questions];
			for (int i = 0; i < questions; i++) {
				all[2 * i] = threads.schedule(() -> times.add(time(() -> instance.get("/readyz"), failures)),
						i * PERIOD.toNanos(), TimeUnit.NANOSECONDS);
				all[2 * i + 1] = threads.schedule(
						() -> bare.add(time(() -> StalledInstance.get(idle.address(), "/"), failures)),
						i * PERIOD.toNanos() + PERIOD.toNanos() / 2, TimeUnit.NANOSECONDS);
			}
			for (Future<?> question : all) {
				question.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		return new ProbeTimes(sorted(times), sorted(bare), List.copyOf(failures));
	}

	private static long time(Question question, Queue<String> failures) {
		long start = System.nanoTime();
		try {
			String answer = question.ask();
			if (!answer.startsWith("HTTP/1.1 200 ")) {
				failures.add(answer);
			}
		}
		catch (IOException ex) {
			failures.add(ex.toString());
		}
		return System.nanoTime() - start;
	}

	private static List<Long> sorted(Queue<Long> times) {
		return times.stream().sorted().toList();
	}

	private static double p99(List<Long> times) {
		return times.get((int) Math.ceil(times.size() * 0.99) - 1) / 1e6;
	}

	/**
	 * Return whether the p99 is within a bound, or within twice what the other server
	 * took where that is more.
	 * @param bound the bound
	 * @return whether it is
	 */
	boolean holds(Duration bound) {
		return p99(this.times) <= Math.max(bound.toNanos() / 1e6, 2 * p99(this.bare));
	}

	@Override
	public String toString() {
		return "%d probes, %d failed, p99 %.1f ms, maximum %.1f ms (a bare server's p99 %.1f ms)".formatted(
				this.times.size(), this.failures.size(), p99(this.times), this.times.get(this.times.size() - 1) / 1e6,
				p99(this.bare));
	}

	private interface Question {

		String ask() throws IOException;

	}

}
