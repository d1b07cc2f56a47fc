package dev.healthcheck.spring.health;

import java.util.List;
import java.util.function.Consumer;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Follows the {@link ReadinessState} of the application, and tells listeners. Events of
 * child contexts, such as the management context, are not the application's.
 *
 * @since 0.1.0
 */
public final class ApplicationReadiness implements ApplicationListener<AvailabilityChangeEvent<ReadinessState>> {

	private final ApplicationContext context;

	private final List<Consumer<Boolean>> listeners;

	private volatile boolean everReady;

	private volatile boolean ready;

	/**
	 * Create a follower.
	 * @param context the application's context
	 * @param listeners told at each event whether the application is ready; they must
	 * return at once
	 */
	public ApplicationReadiness(ApplicationContext context, List<Consumer<Boolean>> listeners) {
		this.context = context;
		this.listeners = List.copyOf(listeners);
	}

	// Not even where the application's events are: what comes when is what counts
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public void onApplicationEvent(AvailabilityChangeEvent<ReadinessState> event) {
		if (event.getSource() instanceof ApplicationContext source && source != this.context) {
			return;
		}
		boolean ready = event.getState() == ReadinessState.ACCEPTING_TRAFFIC;
		this.ready = ready;
		if (ready) {
			this.everReady = true;
		}
		this.listeners.forEach((listener) -> listener.accept(ready));
	}

	/**
	 * Return whether the application refuses traffic after it was ready, as it does when
	 * it is shut down.
	 * @return whether it refuses traffic
	 */
	public boolean isRefusing() {
		return this.everReady && !this.ready;
	}

	/**
	 * Return whether the application has yet to become ready for the first time.
	 * @return whether it is starting
	 */
	public boolean isStarting() {
		return !this.everReady;
	}

}
