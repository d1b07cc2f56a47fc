package dev.healthcheck.it.application;

import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether the context class loader finds what the application has. A line on the console
 * tells it: {@code seen by NAME: found}.
 */
final class Seen {

	private static final Set<String> lines = ConcurrentHashMap.newKeySet();

	private Seen() {
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
			return Class.forName(Marker.class.getName(), false, loader) == Marker.class
					&& ServiceLoader.load(Marker.class, loader).findFirst().isPresent();
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

}
