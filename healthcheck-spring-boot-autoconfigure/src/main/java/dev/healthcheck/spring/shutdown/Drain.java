package dev.healthcheck.spring.shutdown;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import dev.healthcheck.spring.startup.ApplicationReadiness;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.log.LogMessage;

/**
 * Refuses readiness when an application is closed, and delays the closing of one that
 * serves: all else goes on as before until clients have noticed. Comes before every other
 * listener of {@link ContextClosedEvent}, because Spring's executors and schedulers take
 * no more tasks from then on, and before every phase of the lifecycle.
 * <p>
 * The thread that closes the context writes, and waits; requests read.
 */
final class Drain implements ApplicationListener<ContextClosedEvent>, PriorityOrdered {

	private static final Log logger = LogFactory.getLog(Drain.class);

	private final ApplicationContext context;

	/** Zero for not at all. */
	private final Duration delay;

	private final ApplicationReadiness readiness;

	/** Whether there is a server that clients can reach until the context is closed. */
	private final BooleanSupplier server;

	private final @Nullable Drain parent;

	/** Closed with this context, and so drained with it. */
	private final List<Drain> children = new CopyOnWriteArrayList<>();

	private volatile boolean draining;

	Drain(ApplicationContext context, Duration delay, ApplicationReadiness readiness, BooleanSupplier server) {
		this.context = context;
		this.delay = delay;
		this.readiness = readiness;
		this.server = server;
		ApplicationContext parent = context.getParent();
		this.parent = (parent != null) ? parent.getBeanProvider(Drain.class).getIfAvailable() : null;
		if (this.parent != null) {
			this.parent.children.add(this);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	/**
	 * Return whether clients should go elsewhere.
	 * @return whether the application is draining, or has drained
	 */
	boolean isDraining() {
		return this.draining;
	}

	// Always synchronous, even with an asynchronous event multicaster: ordering matters
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		// A child's event reaches its parents, too
		if (event.getApplicationContext() != this.context) {
			return;
		}
		List<Drain> drains = new ArrayList<>();
		collect(drains);
		drains.forEach((drain) -> drain.draining = true);
		drains.forEach(Drain::refuse);
		if (!drains.contains(this)) {
			// Spring Boot does so with a web server; without one consumers have yet to
			// stop
			refuse();
		}
		Duration delay = drains.stream().map((drain) -> drain.delay).max(Duration::compareTo).orElse(Duration.ZERO);
		if (!delay.isZero()) {
			await(delay);
		}
		if (this.parent != null) {
			this.parent.children.remove(this);
		}
	}

	private void collect(List<Drain> drains) {
		// Not again where the parent's has included it
		if (!this.draining && !this.readiness.isStarting() && this.server.getAsBoolean()) {
			drains.add(this);
		}
		this.children.forEach((child) -> child.collect(drains));
	}

	private void refuse() {
		// Where there is a web server, Boot has done so just before
		if (this.readiness.isRefusing()) {
			return;
		}
		try {
			AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener of the application's readiness failed", ex);
		}
	}

	private static void await(Duration delay) {
		logger.info(LogMessage.format("Draining for %s: readiness is refused, requests are still served",
				GracePeriod.seconds(delay)));
		try {
			TimeUnit.NANOSECONDS.sleep(delay.toNanos());
			logger.debug("Drained: shutting down");
		}
		catch (InterruptedException ex) {
			logger.info("Interrupted while draining: shutting down");
			Thread.currentThread().interrupt();
		}
	}

}
