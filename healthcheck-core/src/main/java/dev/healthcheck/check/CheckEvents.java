package dev.healthcheck.check;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Hands changes to the log and to listeners, on one thread of its own that lives only
 * while there is something to say: a listener that blocks, or a log that does, holds up
 * no check. At most 10,000 changes wait; further ones are dropped until there is room.
 */
final class CheckEvents implements Consumer<CheckChange> {

	private static final Logger logger = System.getLogger(CheckEvents.class.getName());

	private final CheckListener log = new CheckLog();

	private final Iterable<? extends CheckListener> listeners;

	private final Executor executor = CheckThreads.forgetful("healthcheck-events", 10_000);

	CheckEvents(Iterable<? extends CheckListener> listeners) {
		this.listeners = listeners;
	}

	@Override
	public void accept(CheckChange change) {
		// Without memory for a thread nobody is told, but checks go on
		isolated(change, () -> this.executor.execute(() -> tell(change)));
	}

	private void tell(CheckChange change) {
		isolated(change, () -> this.log.onChange(change));
		isolated(change, () -> this.listeners.forEach((listener) -> isolated(change, () -> listener.onChange(change))));
	}

	private static void isolated(CheckChange change, Runnable listener) {
		try {
			listener.run();
		}
		catch (Throwable ex) {
			logger.log(Level.WARNING, () -> "A listener failed on the change of check '" + change.name() + "'", ex);
		}
	}

}
