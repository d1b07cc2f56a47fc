package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.healthcheck.benchmarks.arm.Database;
import dev.healthcheck.benchmarks.arm.Instance;
import dev.healthcheck.benchmarks.arm.Jdk;
import dev.healthcheck.benchmarks.arm.Launcher;
import dev.healthcheck.benchmarks.arm.Variant;

/**
 * Does the same for several at the same time: starting applications, measuring arms.
 */
final class Fleet {

	private Fleet() {
	}

	/**
	 * Do it.
	 * @param <K> the type of what it is done for
	 * @param <V> the type of what comes of it
	 * @param tasks what to do for whom
	 * @param failures takes the reason of whoever failed
	 * @return what came of it, without those that failed
	 * @throws InterruptedException when interrupted
	 */
	static <K, V> Map<K, V> all(Map<K, ? extends Callable<V>> tasks, Map<? super K, String> failures)
			throws InterruptedException {
		ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, tasks.size()));
		try {
			Map<K, Future<V>> running = new LinkedHashMap<>();
			tasks.forEach((key, task) -> running.put(key, threads.submit(task)));
			Map<K, V> results = new LinkedHashMap<>();
			for (Map.Entry<K, Future<V>> future : running.entrySet()) {
				try {
					results.put(future.getKey(), future.getValue().get());
				}
				catch (ExecutionException ex) {
					failures.put(future.getKey(), reason(ex));
				}
			}
			return results;
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * Start applications at the same time, or none.
	 * @param launcher starts each
	 * @param variant how each runs
	 * @param databases the database of each
	 * @param options of all
	 * @return the applications, in the order of their databases
	 * @throws IOException when one does not start
	 * @throws InterruptedException when interrupted
	 */
	static List<Instance> start(Launcher launcher, Variant variant, List<Database> databases, List<String> options)
			throws IOException, InterruptedException {
		Map<Integer, Callable<Instance>> starts = new LinkedHashMap<>();
		for (int i = 0; i < databases.size(); i++) {
			Database database = databases.get(i);
			starts.put(i, () -> launcher.application(Jdk.current(), variant, database, options.toArray(String[]::new)));
		}
		Map<Integer, String> failures = new LinkedHashMap<>();
		List<Instance> instances = List.copyOf(all(starts, failures).values());
		if (!failures.isEmpty()) {
			close(instances);
			throw new IOException(String.join("; ", failures.values()));
		}
		return instances;
	}

	static String reason(Throwable failure) {
		Throwable cause = (failure instanceof ExecutionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (cause.getMessage() != null) ? cause.getMessage() : cause.toString();
	}

	static void close(Iterable<? extends AutoCloseable> resources) {
		List<Exception> ignored = new ArrayList<>();
		for (AutoCloseable resource : resources) {
			try {
				resource.close();
			}
			catch (Exception ex) {
				ignored.add(ex);
			}
		}
	}

}
