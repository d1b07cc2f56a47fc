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
 * the context has been refreshed. Until then no thread but the context's own may use its
 * beans: changes wait, and of names the latest come with the start of all checks.
 *
 * <p>
 * {@link #open} is called by the thread that refreshes the context. Everything else
 * belongs to the thread of events.
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

	/** Look up the beans, on the calling thread, and pass on changes from now on. */
	void open() {
		try {
			this.listeners = this.beans.orderedStream().toList();
		}
		catch (RuntimeException ex) {
			// A lazy one: the application must not fail because of it
			logger.warn("The listeners of checks cannot be created, and none of them is called", ex);
			this.listeners = List.of();
		}
	}

	@Override
	public void onChange(CheckChange change) {
		List<CheckListener> listeners = this.listeners;
		if (listeners != null) {
			passOnWaiting(listeners);
			each(listeners, (listener) -> listener.onChange(change));
		}
		else if (this.waiting.size() < MOST) {
			this.waiting.add(change);
		}
	}

	@Override
	public void onNames(Set<String> names) {
		List<CheckListener> listeners = this.listeners;
		if (listeners != null) {
			passOnWaiting(listeners);
			each(listeners, (listener) -> listener.onNames(names));
		}
	}

	private void passOnWaiting(List<CheckListener> listeners) {
		for (CheckChange change = this.waiting.poll(); change != null; change = this.waiting.poll()) {
			CheckChange next = change;
			each(listeners, (listener) -> listener.onChange(next));
		}
	}

	private static void each(List<CheckListener> listeners, Consumer<CheckListener> call) {
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
