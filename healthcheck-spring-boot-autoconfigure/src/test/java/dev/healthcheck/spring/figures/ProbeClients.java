package dev.healthcheck.spring.figures;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import javax.net.SocketFactory;

import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;

/**
 * Send probes to an application, each over a new connection, as load balancers do, and
 * measure how long the responses take. A response other than 200 is a failure.
 */
final class ProbeClients {

	private static final int THREADS = 32;

	private final int port;

	private final Supplier<SocketFactory> sockets;

	private final List<String> paths;

	private final Queue<Long> times = new ConcurrentLinkedQueue<>();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private ProbeClients(RunningApplication application, Supplier<SocketFactory> sockets, List<String> paths) {
		this.port = application.probePort();
		this.sockets = sockets;
		this.paths = paths;
	}

	/**
	 * Send probes at a fixed pace: a slow response does not delay the next probe.
	 * @param application the application
	 * @param atOnce how many probes are sent at one moment
	 * @param period the time from one such moment to the next
	 * @param count how many probes in all
	 * @param paths the paths, in turn
	 * @return how long the responses took
	 */
	static Latencies atPace(RunningApplication application, int atOnce, Duration period, int count, String... paths) {
		return atPace(application, SocketFactory::getDefault, atOnce, period, count, paths);
	}

	/**
	 * Send probes at a fixed pace.
	 * @param application the application
	 * @param sockets returns what creates the socket of one probe; the time that it takes
	 * does not count
	 * @param atOnce how many probes are sent at one moment
	 * @param period the time from one such moment to the next
	 * @param count how many probes in all
	 * @param paths the paths, in turn
	 * @return how long the responses took
	 */
	static Latencies atPace(RunningApplication application, Supplier<SocketFactory> sockets, int atOnce,
			Duration period, int count, String... paths) {
		ProbeClients clients = new ProbeClients(application, sockets, List.of(paths));
		return clients.run(THREADS, (threads) -> IntStream.range(0, count)
			.mapToObj(
					(i) -> threads.schedule(() -> clients.ask(i), i / atOnce * period.toNanos(), TimeUnit.NANOSECONDS))
			.toList());
	}

	/**
	 * Send one probe after another, as fast as the responses come.
	 * @param application the application
	 * @param concurrent how many clients there are
	 * @param count how many probes in all
	 * @param paths the paths, in turn
	 * @return how long the responses took
	 */
	static Latencies concurrently(RunningApplication application, int concurrent, int count, String... paths) {
		ProbeClients clients = new ProbeClients(application, SocketFactory::getDefault, List.of(paths));
		AtomicInteger next = new AtomicInteger();
		Callable<Void> client = () -> {
			for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
				clients.ask(i);
			}
			return null;
		};
		return clients.run(concurrent,
				(threads) -> IntStream.range(0, concurrent).mapToObj((i) -> threads.submit(client)).toList());
	}

	private Latencies run(int count, Questions questions) {
		ScheduledExecutorService threads = Executors.newScheduledThreadPool(count);
		try {
			for (Future<?> question : questions.start(threads)) {
				question.get(120, TimeUnit.SECONDS);
			}
			return new Latencies(List.copyOf(this.times), List.copyOf(this.failures));
		}
		catch (Exception ex) {
			throw new AssertionError("Not all questions were asked", ex);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private void ask(int index) {
		String path = this.paths.get(index % this.paths.size());
		SocketFactory factory = this.sockets.get();
		long start = System.nanoTime();
		try {
			Answer answer = RawHttp.get(factory, this.port, path);
			if (answer.status() != 200) {
				this.failures.add(path + ": " + answer);
			}
		}
		catch (RuntimeException ex) {
			this.failures.add(path + ": " + ex);
		}
		this.times.add(System.nanoTime() - start);
	}

	private interface Questions {

		List<? extends Future<?>> start(ScheduledExecutorService threads);

	}

}
