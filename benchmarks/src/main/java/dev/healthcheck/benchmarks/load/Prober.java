package dev.healthcheck.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks at a fixed pace, whatever became of earlier probes, over a fresh connection each,
 * as load balancers do. A late answer is charged from when its probe was due, so that a
 * server that stands still is charged for every probe it should have answered
 * ("coordinated omission" is what leaves them out).
 */
public final class Prober implements AutoCloseable {

	private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

	private final ExecutorService probes = Executors.newCachedThreadPool((task) -> new Thread(task, "probe"));

	private final Target target;

	private final Duration timeout;

	private final long period;

	private final long start = System.nanoTime();

	private final Thread pace;

	private volatile boolean ended;

	/**
	 * Start.
	 * @param target what to ask
	 * @param period how often
	 * @param timeout after how long a probe has failed
	 */
	public Prober(Target target, Duration period, Duration timeout) {
		this.target = target;
		this.period = period.toNanos();
		this.timeout = timeout;
		this.pace = new Thread(this::pace, "probes-of-" + target.path());
		this.pace.start();
	}

	/**
	 * Ask for a time.
	 * @param target what to ask
	 * @param period how often
	 * @param timeout after how long a probe has failed
	 * @param length how long
	 * @return the answers
	 * @throws InterruptedException when interrupted
	 */
	public static Answers probe(Target target, Duration period, Duration timeout, Duration length)
			throws InterruptedException {
		try (Prober prober = new Prober(target, period, timeout)) {
			TimeUnit.NANOSECONDS.sleep(length.toNanos());
			return prober.end();
		}
	}

	private void pace() {
		for (long due = 0; !this.ended; due += this.period) {
			long at = due;
			for (long left = left(at); left > 0 && !this.ended; left = left(at)) {
				LockSupport.parkNanos(left);
			}
			if (!this.ended) {
				this.probes.execute(() -> this.answers.add(probe(at)));
			}
		}
	}

	private long left(long due) {
		return this.start + due - System.nanoTime();
	}

	private Answer probe(long due) {
		int status = 0;
		Duration left = this.timeout.plusNanos(left(due));
		if (!left.isNegative()) {
			try (HttpConnection connection = new HttpConnection(this.target.port(), left)) {
				status = connection.get(this.target.path(), false, this.timeout.plusNanos(left(due)));
			}
			catch (IOException ex) {
				// No answer is what is recorded
			}
		}
		long took = -left(due);
		return new Answer(due, took, (took > this.timeout.toNanos()) ? 0 : status);
	}

	/**
	 * Return what there is so far.
	 * @return the answers
	 */
	public Answers answers() {
		return new Answers(List.copyOf(this.answers));
	}

	/**
	 * Return the time that answers are counted from.
	 * @return as {@link System#nanoTime()}
	 */
	public long start() {
		return this.start;
	}

	/**
	 * Ask no more, and wait for the last answers, no longer than for their time-out.
	 * @return the answers
	 * @throws InterruptedException when interrupted
	 */
	public Answers end() throws InterruptedException {
		this.ended = true;
		LockSupport.unpark(this.pace);
		this.pace.join();
		this.probes.shutdown();
		this.probes.awaitTermination(this.timeout.toMillis() + 5000, TimeUnit.MILLISECONDS);
		return answers();
	}

	@Override
	public void close() {
		this.ended = true;
		LockSupport.unpark(this.pace);
		this.probes.shutdownNow();
	}

}
