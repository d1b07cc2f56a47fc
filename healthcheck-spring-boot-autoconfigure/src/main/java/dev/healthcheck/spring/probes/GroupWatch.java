package dev.healthcheck.spring.probes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckChange;
import dev.healthcheck.check.CheckListener;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.spring.groups.HealthGroupChangedEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.log.LogMessage;

/**
 * Watches the status of health groups and publishes an event for each change. Logs
 * changes of readiness, the first with a summary of all checks, and others at DEBUG.
 * Looks whenever a check or the availability of the application has changed, once it has
 * started, on a thread of its own. A group is looked at only while all its members are
 * published: no indicator is run for an event.
 *
 * <p>
 * Events only cause a look, because they may come in another order than the application's
 * availability receives them. The look comes after the availability has received the
 * event: it is a dependency of the groups. Where it belongs to a parent of the context,
 * which receives events later, the watch listens there too.
 */
final class GroupWatch
		implements CheckListener, ApplicationListener<AvailabilityChangeEvent<?>>, InitializingBean, DisposableBean {

	private static final Log logger = LogFactory.getLog(GroupWatch.class);

	/** {@code null} while the status of a group is not known; never throws. */
	private final Map<String, Supplier<@Nullable Status>> groups;

	private final Consumer<HealthGroupChangedEvent> events;

	private final BooleanSupplier refreshed;

	private final ApplicationContext context;

	private final Supplier<String> summary;

	private final CheckThreads thread;

	/** Of the watch's own thread. */
	private final Map<String, Status> announced = new LinkedHashMap<>();

	/** Of the watch's own thread. */
	private boolean ready;

	private volatile boolean started;

	private final AtomicBoolean queued = new AtomicBoolean();

	GroupWatch(Map<String, Supplier<@Nullable Status>> groups, Consumer<HealthGroupChangedEvent> events,
			BooleanSupplier refreshed, ApplicationContext context, Supplier<String> summary, CheckThreads thread) {
		this.groups = Map.copyOf(groups);
		this.events = events;
		this.refreshed = refreshed;
		this.context = context;
		this.summary = summary;
		this.thread = thread;
	}

	@Override
	public void afterPropertiesSet() {
		withRoot((root) -> root.addApplicationListener(this));
	}

	private void withRoot(Consumer<ConfigurableApplicationContext> action) {
		ApplicationContext root = this.context;
		while (root.getParent() != null) {
			root = root.getParent();
		}
		if (root != this.context && root instanceof ConfigurableApplicationContext configurable) {
			action.accept(configurable);
		}
	}

	@Override
	public void onChange(CheckChange change) {
		look();
	}

	@Override
	public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
		if (this.refreshed.getAsBoolean()) {
			// Boot's first event after the refresh: liveness was unknown before
			this.started = true;
			look();
		}
	}

	private void look() {
		if (this.started && this.queued.compareAndSet(false, true)) {
			try {
				this.thread.execute(this::announceChanges);
			}
			catch (Throwable ex) {
				// No memory for a thread, for example: the next change is a chance again
				this.queued.set(false);
			}
		}
	}

	private void announceChanges() {
		this.queued.set(false);
		this.groups.forEach((group, current) -> {
			Status to = current.get();
			if (to == null) {
				return;
			}
			Status from = this.announced.getOrDefault(group, Status.OUT_OF_SERVICE);
			this.announced.put(group, to);
			if (!from.equals(to)) {
				announce(new HealthGroupChangedEvent(this, group, from, to));
			}
		});
	}

	private void announce(HealthGroupChangedEvent event) {
		LogMessage message = LogMessage.format("Health group '%s' is %s, was %s", event.getGroup(), event.getTo(),
				event.getFrom());
		if (!"readiness".equals(event.getGroup())) {
			logger.debug(message);
		}
		else if (event.getTo().equals(Status.DOWN)) {
			logger.warn(message);
		}
		else if (!this.ready && event.getTo().equals(Status.UP)) {
			this.ready = true;
			logger.info(LogMessage.format("Ready with %s", this.summary.get()));
		}
		else {
			logger.info(message);
		}
		this.events.accept(event);
	}

	@Override
	public void destroy() {
		withRoot((root) -> root.removeApplicationListener(this));
		this.started = false;
		this.thread.stop();
	}

}
