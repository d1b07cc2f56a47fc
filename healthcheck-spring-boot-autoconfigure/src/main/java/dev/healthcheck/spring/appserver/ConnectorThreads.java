package dev.healthcheck.spring.appserver;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The threads that connectors cannot do without, found by their names: servers keep no
 * reference to them, and state fields that these threads write stay as they are when an
 * {@link Error} ends the thread.
 */
final class ConnectorThreads {

	private final Map<String, Thread> found = new HashMap<>();

	// The role is unique within a server. A new thread with the same name replaces one.
	Life of(String role, Predicate<String> name) {
		Thread thread = this.found.get(role);
		if (thread != null && thread.isAlive() && name.test(thread.getName())) {
			return Life.ALIVE;
		}
		Thread other = find(name);
		if (other == null) {
			return (thread != null) ? Life.DEAD : Life.UNKNOWN;
		}
		this.found.put(role, other);
		return Life.ALIVE;
	}

	// Thread.getAllStackTraces() would stop all threads
	private static @Nullable Thread find(Predicate<String> name) {
		ThreadGroup root = Thread.currentThread().getThreadGroup();
		while (root.getParent() != null) {
			root = root.getParent();
		}
		Thread[] threads = new Thread[2 * root.activeCount() + 16];
		int count = root.enumerate(threads);
		for (int i = 0; i < count; i++) {
			if (name.test(threads[i].getName())) {
				return threads[i];
			}
		}
		return null;
	}

	enum Life {

		/** Never found: it may be a virtual thread, or have another name. */
		UNKNOWN,

		ALIVE,

		/** Found before, and gone. */
		DEAD

	}

}
