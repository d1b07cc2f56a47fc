package dev.healthcheck.check;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Passes changes to the log and to listeners on a thread of its own, so that a blocked
 * listener or log holds up no check. Queues at most {@value #CAPACITY} changes, and the
 * latest names.
 */
final class CheckEvents implements CheckChanges {

	static final int CAPACITY = 1000;

	private static final Logger logger = System.getLogger(CheckEvents.class.getName());

	private final CheckListener log = new CheckLog();

	private final Iterable<? extends CheckListener> listeners;

	private final Queue<CheckChange> changes = new ConcurrentLinkedQueue<>();

	private final AtomicInteger waiting = new AtomicInteger();

	private final AtomicReference<@Nullable Set<String>> names = new AtomicReference<>();

	private final CheckThreads thread;

	private final CoalescedTask delivery;

	CheckEvents(Iterable<? extends CheckListener> listeners, BiFunction<String, Runnable, Thread> factory) {
		this.listeners = listeners;
		this.thread = new CheckThreads("healthcheck-events", 1, factory);
		this.delivery = new CoalescedTask(this.thread, this::deliver);
	}

	@Override
	public boolean offer(CheckChange change) {
		if (this.waiting.get() >= CAPACITY) {
			return false;
		}
		this.changes.add(change);
		this.waiting.incrementAndGet();
		this.delivery.request();
		return true;
	}

	@Override
	public void names(Set<String> names) {
		this.names.set(names);
		this.delivery.request();
	}

	@Override
	public boolean flush() {
		if (this.waiting.get() == 0 && this.names.get() == null) {
			return true;
		}
		this.delivery.request();
		return false;
	}

	@Override
	public void endIdleThread() {
		this.thread.endIdle();
	}

	private void deliver() {
		// Removed afterwards: without memory to deliver it, the next flush does
		Set<String> names = this.names.get();
		if (names != null) {
			notifyListeners(() -> "the names of checks", (listener) -> listener.onNames(names));
			this.names.compareAndSet(names, null);
		}
		CheckChange change = this.changes.peek();
		while (change != null) {
			deliver(change);
			this.changes.poll();
			this.waiting.decrementAndGet();
			change = this.changes.peek();
		}
	}

	private void deliver(CheckChange change) {
		Supplier<String> what = () -> "the change of check '" + change.name() + "'";
		isolated(what, () -> this.log.onChange(change));
		notifyListeners(what, (listener) -> listener.onChange(change));
	}

	private void notifyListeners(Supplier<String> what, Consumer<CheckListener> call) {
		isolated(what, () -> this.listeners.forEach((listener) -> isolated(what, () -> call.accept(listener))));
	}

	private static void isolated(Supplier<String> what, Runnable listener) {
		try {
			listener.run();
		}
		catch (Throwable failure) {
			try {
				logger.log(Level.WARNING, () -> "A listener failed on " + what.get(), failure);
			}
			catch (Throwable ex) {
				// No memory to log it: the other listeners are more important
			}
		}
	}

}
