package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.benchmarks.arm.Instance;
import dev.healthcheck.benchmarks.load.Clients;
import dev.healthcheck.benchmarks.load.Target;

/**
 * What keeps an application busy. Returns when it does; closing the result ends it.
 */
@FunctionalInterface
interface Load {

	/**
	 * Lets Hikari test each connection that it lends, not only those that were idle for
	 * half a second. H2 reports a broken connection with a state that Hikari does not
	 * know for fatal: it would be lent again and again, where those of other databases
	 * are thrown away.
	 */
	String TEST_CONNECTIONS = "-Dcom.zaxxer.hikari.aliveBypassWindowMs=0";

	/**
	 * Keep an application busy.
	 * @param instance the application
	 * @return what to close at the end
	 * @throws IOException when it cannot be kept busy
	 * @throws InterruptedException when interrupted
	 */
	AutoCloseable on(Instance instance) throws IOException, InterruptedException;

	/**
	 * Return one that does nothing.
	 * @return it
	 */
	static Load none() {
		return (instance) -> () -> {
		};
	}

	/**
	 * Return one that makes the user-written indicator hang.
	 * @return it
	 */
	static Load hungCheck() {
		return (instance) -> {
			instance.hang();
			return () -> {
			};
		};
	}

	/**
	 * Return closed-loop clients.
	 * @param count how many
	 * @param path what they ask
	 * @param busy how many of their requests must be in progress before it begins
	 * @return it
	 */
	static Load clients(int count, String path, int busy) {
		return (instance) -> {
			Clients clients = new Clients(count, new Target(instance.port(), path));
			try {
				long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
				while (instance.busy() < busy) {
					if (System.nanoTime() - end > 0) {
						throw new IOException("fewer than " + busy + " requests are in progress");
					}
					TimeUnit.MILLISECONDS.sleep(50);
				}
				return clients;
			}
			catch (IOException | InterruptedException | RuntimeException ex) {
				clients.close();
				throw ex;
			}
		};
	}

}
