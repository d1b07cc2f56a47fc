package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.benchmarks.haproxy.Haproxy;
import dev.healthcheck.benchmarks.load.OpenLoad;
import dev.healthcheck.benchmarks.load.Target;

/**
 * A HAProxy in front of instances that share a database, and its clients: one in five
 * requests needs the database.
 */
final class SharedFront implements AutoCloseable {

	private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

	private final Haproxy haproxy;

	private final OpenLoad without;

	private final OpenLoad with;

	/**
	 * Start the clients.
	 * @param haproxy where they connect
	 */
	SharedFront(Haproxy haproxy) {
		this.haproxy = haproxy;
		this.without = OpenLoad.irregular(40, new Target(haproxy.port(), "/sleep?millis=1"));
		this.with = OpenLoad.irregular(10, new Target(haproxy.port(), "/query?millis=1"));
	}

	/**
	 * Wait until HAProxy has every server up, for each of its checks.
	 * @throws IOException when it has not
	 * @throws InterruptedException when interrupted
	 */
	void awaitUp() throws IOException, InterruptedException {
		long end = System.nanoTime() + PATIENCE;
		while (this.haproxy.up().contains(false)) {
			if (System.nanoTime() - end > 0) {
				throw new IOException("HAProxy has " + this.haproxy.up());
			}
			TimeUnit.MILLISECONDS.sleep(100);
		}
	}

	Losses losses() {
		return new Losses(Loss.of(this.without), Loss.of(this.with));
	}

	/**
	 * Send no more, and wait for the responses that are due.
	 */
	void end() {
		this.without.close();
		this.with.close();
	}

	@Override
	public void close() {
		end();
		this.haproxy.close();
	}

	/**
	 * What was lost.
	 *
	 * @param without of the requests that do not need the database
	 * @param with of those that do
	 */
	record Losses(Loss without, Loss with) {

		Losses since(Losses earlier) {
			return new Losses(this.without.since(earlier.without), this.with.since(earlier.with));
		}

	}

}
