package dev.healthcheck.check;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Hands changes to the log and to listeners, on one thread of its own that lives only
 * while there is something to say: a listener that blocks, or a log that does, holds up
 * no check. At most 10,000 changes wait; further ones are dropped until there is room.
 */
final class CheckEvents implements CheckListener {

	private static final Logger logger = System.getLogger(CheckEvents.class.getName());

	private final CheckListener log = new CheckLog();

	private final Iterable<? extends CheckListener> listeners;

	private final Executor executor;

	CheckEvents(Iterable<? extends CheckListener> listeners, BiFunction<String, Runnable, Thread> factory) {
		this.listeners = listeners;
		this.executor = CheckThreads.forgetful("healthcheck-events", 10_000, factory);
	}

	@Override
	public void onChange(CheckChange change) {
		Supplier<String> what = () -> "the change of check '" + change.name() + "'";
		later(what, () -> {
			isolated(what, () -> this.log.onChange(change));
			tell(what, (listener) -> listener.onChange(change));
		});
	}

	@Override
	public void onNames(Set<String> names) {
		Supplier<String> what = () -> "the names of checks";
		later(what, () -> tell(what, (listener) -> listener.onNames(names)));
	}

	private void later(Supplier<String> what, Runnable task) {
		// Without memory for a thread nobody is told, but checks go on
		isolated(what, () -> this.executor.execute(task));
	}

	private void tell(Supplier<String> what, Consumer<CheckListener> call) {
		isolated(what, () -> this.listeners.forEach((listener) -> isolated(what, () -> call.accept(listener))));
	}

	private static void isolated(Supplier<String> what, Runnable listener) {
		try {
			listener.run();
		}
		catch (Throwable ex) {
			logger.log(Level.WARNING, () -> "A listener failed on " + what.get(), ex);
		}
	}

}
