package dev.healthcheck.benchmarks.scenario;

import java.time.Duration;
import java.util.List;

/**
 * What an application may run out of, and the limit that it needs for that. The limits
 * work without privileges: a limit of processes would count those of other programs of
 * the user, and does not bind root.
 */
enum Shortage {

	/**
	 * No memory.
	 */
	HEAP("heap", "heap full", ""),

	/**
	 * No thread: the address space has no room for the large stack of another one. What
	 * is left is less than that, and enough for everything else.
	 */
	THREADS("threads", "no thread", "-v 16777216"),

	/**
	 * No file descriptor.
	 */
	FILES("files", "no file descriptor", "-n 400");

	private final String resource;

	private final String label;

	private final String limit;

	Shortage(String resource, String label, String limit) {
		this.resource = resource;
		this.label = label;
		this.limit = limit;
	}

	/**
	 * Return what the application calls it.
	 * @return the resource
	 */
	String resource() {
		return this.resource;
	}

	/**
	 * Return what tables call it.
	 * @return the label
	 */
	String label() {
		return this.label;
	}

	/**
	 * Return the limit of the application.
	 * @return options of {@code ulimit}; empty for none
	 */
	String limit() {
		return this.limit;
	}

	/**
	 * Return options of the application.
	 * @return options of the JVM
	 */
	List<String> options() {
		return (this == THREADS) ? List.of("-Xss64m") : List.of();
	}

	/**
	 * Return how long it lasts.
	 * @param settings how to measure
	 * @return how long
	 */
	Duration length(Settings settings) {
		return settings.length((this == HEAP) ? 5 : 30, 2);
	}

}
