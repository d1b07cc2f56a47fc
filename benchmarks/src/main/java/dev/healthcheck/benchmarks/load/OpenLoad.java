package dev.healthcheck.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Clients that ask at a pace of their own, however long answers take, over connections
 * that they keep. One thread keeps the pace; each request has one of its own.
 */
public final class OpenLoad implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final Target target;

	private final long pause;

	private final boolean irregular;

	private final Deque<HttpConnection> idle = new ConcurrentLinkedDeque<>();

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(null, task, "open-load", 128 * 1024);
		thread.setDaemon(true);
		return thread;
	});

	private final AtomicLong requests = new AtomicLong();

	private final Map<String, Long> lost = new TreeMap<>();

	private final Thread pacer = new Thread(this::pace, "open-load-pace");

	private volatile boolean ended;

	/**
	 * Start.
	 * @param perSecond how many requests a second
	 * @param target what they ask
	 */
	public OpenLoad(int perSecond, Target target) {
		this(perSecond, target, false);
	}

	private OpenLoad(int perSecond, Target target, boolean irregular) {
		this.target = target;
		this.pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
		this.irregular = irregular;
		this.pacer.setDaemon(true);
		this.pacer.start();
	}

	/**
	 * Start with pauses of random length. Two regular paces in front of servers that are
	 * used in turn may keep step: all requests of one kind would be for the same server.
	 * @param perSecond how many requests a second on average
	 * @param target what they ask
	 * @return the clients
	 */
	public static OpenLoad irregular(int perSecond, Target target) {
		return new OpenLoad(perSecond, target, true);
	}

	private void pace() {
		for (long due = System.nanoTime(); !this.ended; due += pause()) {
			LockSupport.parkNanos(due - System.nanoTime());
			this.requests.incrementAndGet();
			this.threads.execute(this::ask);
		}
	}

	private long pause() {
		return this.irregular ? ThreadLocalRandom.current().nextLong(2 * this.pause) : this.pause;
	}

	private void ask() {
		@Nullable HttpConnection kept = this.idle.pollFirst();
		HttpConnection connection = null;
		try {
			connection = (kept != null) ? kept : new HttpConnection(this.target.port(), TIMEOUT);
			int status = connection.get(this.target.path(), true, TIMEOUT);
			if (status != 200) {
				lose(Integer.toString(status));
			}
			if (connection.isOpen()) {
				// In turn: one that is idle for too long would be closed
				this.idle.addLast(connection);
				return;
			}
		}
		catch (IOException ex) {
			lose(ex.getClass().getSimpleName());
		}
		if (connection != null) {
			connection.close();
		}
	}

	private void lose(String how) {
		synchronized (this.lost) {
			this.lost.merge(how, 1L, Long::sum);
		}
	}

	/**
	 * Return how many requests were made so far.
	 * @return how many
	 */
	public long requests() {
		return this.requests.get();
	}

	/**
	 * Return how many requests had no answer with 200 so far.
	 * @return how many, by status or error
	 */
	public Map<String, Long> lost() {
		synchronized (this.lost) {
			return new TreeMap<>(this.lost);
		}
	}

	/**
	 * Ask no more, and wait for the answers that are due.
	 */
	@Override
	public void close() {
		this.ended = true;
		try {
			this.pacer.join();
			this.threads.shutdown();
			if (!this.threads.awaitTermination(TIMEOUT.toSeconds() * 2, TimeUnit.SECONDS)) {
				lose("no answer");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.idle.forEach(HttpConnection::close);
	}

}
