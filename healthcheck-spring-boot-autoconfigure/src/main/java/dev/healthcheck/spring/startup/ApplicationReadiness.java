package dev.healthcheck.spring.startup;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Reports whether the application is ready, by its current
 * {@link ApplicationAvailability}, and calls a listener when that may have changed.
 *
 * <p>
 * Events that are published at the same time may reach two listeners in different orders,
 * so that no state is taken from them, except that this context has ever been ready.
 * Events of a child context, such as the management context, do not count. The
 * availability is a dependency, so that it receives each event first.
 */
public final class ApplicationReadiness implements ApplicationListener<AvailabilityChangeEvent<ReadinessState>> {

	private final ConfigurableApplicationContext context;

	private final ApplicationAvailability availability;

	/** Used if the application has no availability. */
	private final ApplicationAvailabilityBean own = new ApplicationAvailabilityBean();

	private final Consumer<ApplicationReadiness> listener;

	private volatile boolean everReady;

	// The listener must return at once
	public ApplicationReadiness(ConfigurableApplicationContext context, @Nullable ApplicationAvailability availability,
			Consumer<ApplicationReadiness> listener) {
		this.context = context;
		this.availability = (availability != null) ? availability : this.own;
		this.listener = listener;
	}

	// Always synchronous, even with an asynchronous event multicaster: ordering matters
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public void onApplicationEvent(AvailabilityChangeEvent<ReadinessState> event) {
		if (!(event.getSource() instanceof ApplicationContext source) || source == this.context) {
			this.own.onApplicationEvent(event);
			if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
				becomeReady();
			}
		}
		// Contexts of a hierarchy may share one availability
		this.listener.accept(this);
	}

	private void becomeReady() {
		if (this.context.isClosed()) {
			// The caller has not noticed that the context is closed
			AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		}
		else {
			this.everReady = true;
		}
	}

	public boolean isReady() {
		return this.everReady && this.availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
	}

	// After it was ready, for example during shut-down
	public boolean isRefusing() {
		return this.everReady && !isReady();
	}

	// Until it is ready for the first time
	public boolean isStarting() {
		return !this.everReady;
	}

}
