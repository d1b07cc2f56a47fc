package dev.healthcheck.it.application;

import java.util.Set;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What finds classes and services of the application by the context class loader, or does
 * not. A line on the console tells it: {@code seen by NAME: found}.
 */
public final class Seen {

	private static final Set<String> lines = ConcurrentHashMap.newKeySet();

	/** Created by {@link ServiceLoader}, which needs it to be public. */
	public Seen() {
	}

	static void by(String name) {
		ClassLoader loader = Thread.currentThread().getContextClassLoader();
		String line = "seen by " + name + ": "
				+ (finds(loader) ? "found" : "not found by " + loader + " of " + Thread.currentThread().getName());
		if (lines.add(line)) {
			System.out.println(line);
		}
	}

	private static boolean finds(ClassLoader loader) {
		try {
			return Class.forName(Seen.class.getName(), false, loader) == Seen.class
					&& ServiceLoader.load(Seen.class, loader).findFirst().isPresent();
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

}
