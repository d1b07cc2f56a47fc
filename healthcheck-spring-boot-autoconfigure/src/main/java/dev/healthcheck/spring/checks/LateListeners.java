package dev.healthcheck.spring.checks;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

import dev.healthcheck.check.CheckChange;
import dev.healthcheck.check.CheckListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Passes changes on to the listeners that are beans, each isolated from the others, once
 * the context has been refreshed. Until then only the context's own thread may use its
 * beans: changes wait, and names are dropped, because the latest follow when all checks
 * are started.
 *
 * <p>
 * {@link #open} is called by the thread that refreshes the context, everything else by
 * the thread of events.
 */
final class LateListeners implements CheckListener {

	// Before that only workers, maintenance and the server change, once a second
	private static final int MOST = 10_000;

	private static final Log logger = LogFactory.getLog(LateListeners.class);

	private final ObjectProvider<CheckListener> beans;

	private final Queue<CheckChange> waiting = new ArrayDeque<>();

	private volatile @Nullable List<CheckListener> listeners;

	LateListeners(ObjectProvider<CheckListener> beans) {
		this.beans = beans;
	}

	void open() {
		try {
			this.listeners = this.beans.orderedStream().toList();
		}
		catch (RuntimeException ex) {
			// A lazy one: the application must not fail because of it
			logger.warn("Failed to create the listeners of checks, so none of them is called", ex);
			this.listeners = List.of();
		}
	}

	@Override
	public void onChange(CheckChange change) {
		if (!call((listener) -> listener.onChange(change)) && this.waiting.size() < MOST) {
			this.waiting.add(change);
		}
	}

	@Override
	public void onNames(Set<String> names) {
		call((listener) -> listener.onNames(names));
	}

	private boolean call(Consumer<CheckListener> call) {
		List<CheckListener> listeners = this.listeners;
		if (listeners == null) {
			return false;
		}
		for (CheckChange change = this.waiting.poll(); change != null; change = this.waiting.poll()) {
			CheckChange next = change;
			call(listeners, (listener) -> listener.onChange(next));
		}
		call(listeners, call);
		return true;
	}

	private static void call(List<CheckListener> listeners, Consumer<CheckListener> call) {
		for (CheckListener listener : listeners) {
			try {
				call.accept(listener);
			}
			catch (Throwable ex) {
				logger.warn("A listener of checks failed", ex);
			}
		}
	}

}
