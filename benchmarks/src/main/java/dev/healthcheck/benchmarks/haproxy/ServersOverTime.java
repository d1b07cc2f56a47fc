package dev.healthcheck.benchmarks.haproxy;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Looks all the time which servers a HAProxy has. One thread of its own writes; anyone
 * reads.
 */
public final class ServersOverTime implements AutoCloseable {

	private static final long PERIOD_MILLIS = 200;

	private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();

	private final Haproxy haproxy;

	private final long start = System.nanoTime();

	private final Thread thread;

	private volatile @Nullable IOException failure;

	/**
	 * Start.
	 * @param haproxy what to ask
	 */
	public ServersOverTime(Haproxy haproxy) {
		this.haproxy = haproxy;
		this.thread = new Thread(this::look, "servers-over-time");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void look() {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				List<Boolean> up = this.haproxy.up();
				this.samples.add(new Sample(seconds(), up));
				TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
			}
		}
		catch (IOException ex) {
			this.failure = ex;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Return how long it has looked.
	 * @return seconds
	 */
	public double seconds() {
		return (System.nanoTime() - this.start) / 1e9;
	}

	/**
	 * Return what there is so far.
	 * @return the samples
	 * @throws IOException when HAProxy stopped answering
	 */
	public List<Sample> samples() throws IOException {
		IOException cause = this.failure;
		if (cause != null) {
			throw new IOException("HAProxy stopped answering", cause);
		}
		return List.copyOf(this.samples);
	}

	/**
	 * Return since when a server has been out.
	 * @param samples the samples
	 * @param server its index
	 * @return seconds; empty where it is up at the end
	 */
	public static OptionalDouble outSince(List<Sample> samples, int server) {
		OptionalDouble since = OptionalDouble.empty();
		for (Sample sample : samples) {
			if (sample.up().get(server)) {
				since = OptionalDouble.empty();
			}
			else if (since.isEmpty()) {
				since = OptionalDouble.of(sample.seconds());
			}
		}
		return since;
	}

	@Override
	public void close() {
		this.thread.interrupt();
	}

	/**
	 * Which servers there were.
	 *
	 * @param seconds when
	 * @param up whether each was up
	 */
	public record Sample(double seconds, List<Boolean> up) {

		/**
		 * Return how many were up.
		 * @return how many
		 */
		public int count() {
			return (int) this.up.stream().filter((up) -> up).count();
		}

	}

}
