package dev.healthcheck.faults;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A thread that swaps files against others, again and again, as fast as it can.
 */
public final class Attacker implements AutoCloseable {

	private final Thread thread;

	private final AtomicLong rounds = new AtomicLong();

	private volatile boolean over;

	private Attacker(List<Attack> attacks) {
		this.thread = new Thread(() -> attack(attacks), "attacker");
		this.thread.setDaemon(true);
	}

	/**
	 * Start to attack.
	 * @param attacks what is done, in turn
	 * @return the attacker, at work
	 */
	public static Attacker start(List<Attack> attacks) {
		Attacker attacker = new Attacker(attacks);
		attacker.thread.start();
		return attacker;
	}

	private void attack(List<Attack> attacks) {
		while (!this.over) {
			for (Attack attack : attacks) {
				try {
					attack.run();
				}
				catch (IOException ex) {
					// Whoever is attacked was faster
				}
			}
			this.rounds.incrementAndGet();
		}
	}

	public long rounds() {
		return this.rounds.get();
	}

	@Override
	public void close() throws InterruptedException {
		this.over = true;
		this.thread.join();
	}

	/**
	 * One thing that an attacker does.
	 */
	@FunctionalInterface
	public interface Attack {

		/**
		 * Do it.
		 * @throws IOException if it is not possible at this moment
		 */
		void run() throws IOException;

	}

}
