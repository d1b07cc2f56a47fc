package dev.healthcheck.spring.appserver;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The vital threads of connectors, found by their names: servers keep no reference to
 * them, and the state fields that they write do not change when an {@link Error} ends
 * one.
 */
final class ConnectorThreads {

	private final Map<String, Thread> found = new HashMap<>();

	// The role is unique within a server. A new thread may have the same name
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
		return Arrays.stream(threads, 0, count)
			.filter((thread) -> name.test(thread.getName()))
			.findFirst()
			.orElse(null);
	}

	enum Life {

		/** Never found: may be a virtual thread, or have another name. */
		UNKNOWN,

		ALIVE,

		/** Found before, and gone. */
		DEAD

	}

}
