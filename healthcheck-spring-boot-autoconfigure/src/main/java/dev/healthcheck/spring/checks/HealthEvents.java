package dev.healthcheck.spring.checks;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Objects;

import dev.healthcheck.check.CheckChange;
import dev.healthcheck.check.CheckListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.annotation.RegisterReflection;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.AbstractApplicationEventMulticaster;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * Publishes events to the listeners of an application and of its parents, each isolated:
 * {@code publishEvent} stops at the first listener that throws.
 */
@RegisterReflection(classes = AbstractApplicationEventMulticaster.class,
		memberCategories = MemberCategory.INVOKE_DECLARED_METHODS)
public final class HealthEvents implements CheckListener {

	// The context's own list of listeners is not thread-safe; its multicaster's is
	private static final @Nullable Method LISTENERS = ReflectionUtils.findMethod(
			AbstractApplicationEventMulticaster.class, "getApplicationListeners", ApplicationEvent.class,
			ResolvableType.class);

	private static final Log logger = LogFactory.getLog(HealthEvents.class);

	private final ConfigurableApplicationContext context;

	HealthEvents(ConfigurableApplicationContext context) {
		this.context = context;
	}

	@Override
	public void onChange(CheckChange change) {
		publish(new CheckChangedEvent(this.context, change));
	}

	public void publish(ApplicationEvent event) {
		@Nullable ApplicationContext context = this.context;
		while (context instanceof AbstractApplicationContext current && current.isActive()) {
			publish(event, current.getBeanFactory());
			context = context.getParent();
		}
	}

	private static void publish(ApplicationEvent event, ConfigurableListableBeanFactory beanFactory) {
		Object multicaster = beanFactory
			.getSingleton(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME);
		try {
			if (multicaster instanceof AbstractApplicationEventMulticaster holder && LISTENERS != null) {
				isolating(listeners(LISTENERS, holder, event)).multicastEvent(event);
			}
			else if (multicaster instanceof ApplicationEventMulticaster other) {
				other.multicastEvent(event);
			}
		}
		catch (RuntimeException ex) {
			logger.warn("The listeners of health events failed", ex);
		}
	}

	// Created each time: changes are rare, and listeners come and go
	private static ApplicationEventMulticaster isolating(Collection<ApplicationListener<?>> listeners) {
		SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
		multicaster.setErrorHandler((ex) -> logger.warn("A listener of health events failed", ex));
		listeners.forEach(multicaster::addApplicationListener);
		return multicaster;
	}

	@SuppressWarnings("unchecked")
	private static Collection<ApplicationListener<?>> listeners(Method method,
			AbstractApplicationEventMulticaster holder, ApplicationEvent event) {
		ReflectionUtils.makeAccessible(method);
		Object listeners = ReflectionUtils.invokeMethod(method, holder, event, ResolvableType.forInstance(event));
		return (Collection<ApplicationListener<?>>) Objects.requireNonNull(listeners);
	}

}
