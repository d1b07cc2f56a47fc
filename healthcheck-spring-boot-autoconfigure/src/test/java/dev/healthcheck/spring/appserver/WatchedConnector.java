package dev.healthcheck.spring.appserver;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.spring.appserver.HalfClose.Reply;
import dev.healthcheck.spring.appserver.ListenerTable.Listener;
import dev.healthcheck.spring.appserver.ProofOfDeath.Look;
import dev.healthcheck.spring.appserver.ProofOfDeath.Verdict;
import dev.healthcheck.spring.appserver.ServerState.Threads;
import org.jspecify.annotations.Nullable;

/**
 * A made-up connector, which is looked at in made-up time.
 */
final class WatchedConnector {

	private static final Threads FREE = new Threads(0, 4, 0);

	private final ProofOfDeath proof = new ProofOfDeath(false);

	/** Overflows soon, as a monotonic clock may. */
	private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(3);

	private Reply reply = Reply.NONE;

	@Nullable InetSocketAddress address = new InetSocketAddress(8080);

	boolean accepting;

	boolean atLimit;

	@Nullable String dead;

	boolean acceptorThread;

	@Nullable Threads threads;

	long connections;

	long finished;

	boolean countsFinished;

	Listener listener = Listener.UNKNOWN;

	boolean descriptors;

	/** What comes of a connection by the next look. */
	Reply answer = Reply.NONE;

	/** How many connections have been opened. */
	int opened;

	WatchedConnector() {
		recover();
	}

	/**
	 * Return a connector that has been looked at for as long as it takes to find that all
	 * is well.
	 */
	static WatchedConnector healthy() {
		WatchedConnector connector = new WatchedConnector();
		for (int i = 0; i < 10; i++) {
			connector.after(1000);
		}
		return connector;
	}

	void recover() {
		this.accepting = true;
		this.atLimit = false;
		this.dead = null;
		this.acceptorThread = true;
		this.threads = FREE;
		this.countsFinished = true;
		waiting(0);
		this.descriptors = true;
		this.answer = Reply.ANSWERED;
	}

	void waiting(int count) {
		this.listener = new Listener(true, true, count);
	}

	Verdict after(long millis) {
		this.now += TimeUnit.MILLISECONDS.toNanos(millis);
		ServerState counters = new ServerState(this.threads, this.connections, 10L,
				this.countsFinished ? this.finished : null);
		ConnectorState state = new ConnectorState("connector", this.address, this.accepting, this.atLimit, this.dead,
				this.acceptorThread, counters);
		Verdict verdict = this.proof.take(this.now, new Look(state, this.listener, this.descriptors, this.reply));
		switch (verdict.action()) {
			case OPEN -> {
				this.opened++;
				this.reply = this.answer;
			}
			case CLOSE -> {
				this.reply = Reply.NONE;
			}
			case NONE -> {
				this.reply = (this.reply == Reply.PENDING) ? this.answer : Reply.NONE;
			}
		}
		return verdict;
	}

	/**
	 * Look once a second until the connector is found dead.
	 * @param looks the most looks
	 * @param before done before each look
	 * @return after how many looks it was, or -1 if it was not
	 */
	int looksUntilDead(int looks, Runnable before) {
		for (int look = 1; look <= looks; look++) {
			before.run();
			if (after(1000).reason() != null) {
				return look;
			}
		}
		return -1;
	}

}
