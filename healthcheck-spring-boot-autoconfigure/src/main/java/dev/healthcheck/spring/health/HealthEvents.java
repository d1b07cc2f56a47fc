package dev.healthcheck.spring.health;

import dev.healthcheck.check.CheckChange;
import dev.healthcheck.check.CheckListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Publishes events to the listeners of an application and of its parents, each isolated:
 * {@code publishEvent} stops at the first listener that throws.
 *
 * @since 0.1.0
 */
public final class HealthEvents implements CheckListener {

	private static final Log logger = LogFactory.getLog(HealthEvents.class);

	private final ConfigurableApplicationContext context;

	/**
	 * Create a publisher.
	 * @param context the application's context
	 */
	public HealthEvents(ConfigurableApplicationContext context) {
		this.context = context;
	}

	@Override
	public void onChange(CheckChange change) {
		publish(new CheckChangedEvent(this.context, change));
	}

	/**
	 * Publish an event, on the calling thread.
	 * @param event the event
	 */
	public void publish(ApplicationEvent event) {
		@Nullable ApplicationContext context = this.context;
		while (context instanceof AbstractApplicationContext current && current.isActive()) {
			multicaster(current).multicastEvent(event);
			context = context.getParent();
		}
	}

	// Anew each time: changes are rare, and listeners come and go
	private static SimpleApplicationEventMulticaster multicaster(AbstractApplicationContext context) {
		SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster(context.getBeanFactory());
		multicaster.setErrorHandler((ex) -> logger.warn("A listener of health events failed", ex));
		context.getApplicationListeners().forEach(multicaster::addApplicationListener);
		for (String name : context.getBeanFactory().getBeanNamesForType(ApplicationListener.class, true, false)) {
			multicaster.addApplicationListenerBean(name);
		}
		return multicaster;
	}

}
