package dev.healthcheck.spring.appserver;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.spring.checks.CheckHealthIndicator;
import dev.healthcheck.spring.checks.OwnContributors;
import dev.healthcheck.spring.startup.OptionalClass;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.core.Ordered;

/**
 * Health contributor {@code server}: the application's own server. Without it, probes on
 * their own port would pass although the server is dead.
 */
public final class ServerHealthIndicator extends CheckHealthIndicator
		implements SmartApplicationListener, SmartLifecycle, DisposableBean {

	private final CheckRunner runner;

	private final ServerCheck check;

	private final CheckThreads thread;

	private final ApplicationContext context;

	private volatile boolean running;

	ServerHealthIndicator(CheckRunner runner, ServerCheck check, CheckSettings settings, CheckThreads thread,
			ApplicationContext context) {
		super(runner, OwnContributors.SERVER);
		this.runner = runner;
		this.check = check;
		this.thread = thread;
		this.context = context;
		runner.register(OwnContributors.SERVER, check, settings, thread);
	}

	// Share of busy request threads within the last second, from 0 to 1; 0 if unbounded
	public double saturation() {
		return this.check.saturation();
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
		return ContextClosedEvent.class.isAssignableFrom(type)
				|| (OptionalClass.WEB_SERVER.isPresent() && WebServerInitializedEvent.class.isAssignableFrom(type));
	}

	// Always synchronous, even with an asynchronous event multicaster: ordering matters
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	// Before listeners of the application that pause its connector at shut-down
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		// A WAR may lack the classes of embedded servers
		if (OptionalClass.WEB_SERVER.isPresent() && event instanceof WebServerInitializedEvent started
				&& started.getApplicationContext() == this.context) {
			this.check.started(started.getWebServer());
			this.runner.refresh(OwnContributors.SERVER);
		}
		if (event.getSource() == this.context) {
			this.check.stopping();
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.check.serving();
		this.runner.refresh(OwnContributors.SERVER);
	}

	@Override
	public void stop() {
		this.running = false;
		this.check.stopping();
		// A connection that waits for its answer: a checkpoint of the JVM allows none
		this.check.close();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	// Stopped before all servers, and started after them
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

	@Override
	public void destroy() {
		this.thread.stop();
		this.check.close();
	}

}
