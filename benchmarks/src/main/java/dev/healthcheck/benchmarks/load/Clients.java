package dev.healthcheck.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Closed-loop clients: each asks again as soon as it has its answer, over a connection
 * that it keeps. What they count is per second: 200, 503, other answers, and none.
 */
public final class Clients implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	private static final int STACK = 128 * 1024;

	private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();

	private final List<Thread> threads = new ArrayList<>();

	private final PerSecond good = new PerSecond();

	private final PerSecond unavailable = new PerSecond();

	private final PerSecond other = new PerSecond();

	private final PerSecond none = new PerSecond();

	private final Target target;

	private final long start = System.nanoTime();

	private volatile boolean ended;

	/**
	 * Start them all at once.
	 * @param count how many
	 * @param target what they ask
	 */
	public Clients(int count, Target target) {
		this.target = target;
		for (int i = 0; i < count; i++) {
			Thread thread = new Thread(null, this::ask, "client-" + i, STACK);
			thread.setDaemon(true);
			this.threads.add(thread);
			thread.start();
		}
	}

	private void ask() {
		while (!this.ended) {
			try (HttpConnection connection = new HttpConnection(this.target.port(), TIMEOUT)) {
				this.connections.add(connection);
				try {
					while (!this.ended && connection.isOpen()) {
						count(connection.get(this.target.path(), true, TIMEOUT));
					}
				}
				finally {
					this.connections.remove(connection);
				}
			}
			catch (IOException ex) {
				if (!this.ended) {
					this.none.add(System.nanoTime() - this.start);
				}
			}
		}
	}

	private void count(int status) {
		PerSecond answers = switch (status) {
			case 200 -> this.good;
			case 503 -> this.unavailable;
			default -> this.other;
		};
		answers.add(System.nanoTime() - this.start);
	}

	/**
	 * Return the answers with 200.
	 * @return the answers
	 */
	public PerSecond good() {
		return this.good;
	}

	/**
	 * Return the answers with 503.
	 * @return the answers
	 */
	public PerSecond unavailable() {
		return this.unavailable;
	}

	/**
	 * Return the answers with any other status.
	 * @return the answers
	 */
	public PerSecond other() {
		return this.other;
	}

	/**
	 * Return the requests that had no complete answer; those that the end cut off are not
	 * among them.
	 * @return the requests
	 */
	public PerSecond none() {
		return this.none;
	}

	/**
	 * Ask no more, and give up what was asked.
	 */
	public void end() {
		this.ended = true;
		this.connections.forEach(HttpConnection::close);
	}

	@Override
	public void close() {
		while (this.threads.stream().anyMatch(Thread::isAlive)) {
			end();
			try {
				TimeUnit.MILLISECONDS.sleep(10);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

}
