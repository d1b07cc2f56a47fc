package dev.healthcheck.spring.appserver;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.spring.checks.CheckHealthIndicator;
import dev.healthcheck.spring.checks.OwnContributors;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.core.Ordered;

/**
 * Health contributor {@code server}: the application's own server, looked at from beside
 * it. Without it a separate port would stay green over a server that is dead.
 *
 * @since 0.1.0
 */
public final class ServerHealthIndicator extends CheckHealthIndicator
		implements SmartApplicationListener, SmartLifecycle, DisposableBean {

	private final CheckRunner runner;

	private final ServerCheck check;

	private final CheckThreads thread;

	private final ApplicationContext context;

	private volatile boolean running;

	public ServerHealthIndicator(CheckRunner runner, ServerCheck check, CheckSettings settings, CheckThreads thread,
			ApplicationContext context) {
		super(runner, OwnContributors.SERVER);
		this.runner = runner;
		this.check = check;
		this.thread = thread;
		this.context = context;
		runner.register(OwnContributors.SERVER, check, settings, thread);
	}

	/**
	 * Return how busy the request threads of the server were when they were last looked
	 * at, a second ago at the most.
	 * @return the part of them that was busy, from 0 to 1; 0 if their number has no bound
	 */
	public double saturation() {
		return this.check.saturation();
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
		return ContextClosedEvent.class.isAssignableFrom(type)
				|| (EmbeddedServer.isPossible() && Started.supports(type));
	}

	// Even with an asynchronous event multicaster: the order matters
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	// Before listeners of the application that pause its connector as it is closed
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		WebServer server = EmbeddedServer.isPossible() ? Started.server(event, this.context) : null;
		if (server != null) {
			this.check.started(server);
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

	/** Apart, because a WAR need not have the classes of embedded servers. */
	private static final class Started {

		private static boolean supports(Class<? extends ApplicationEvent> type) {
			return WebServerInitializedEvent.class.isAssignableFrom(type);
		}

		private static @Nullable WebServer server(ApplicationEvent event, ApplicationContext context) {
			return (event instanceof WebServerInitializedEvent initialized
					&& initialized.getApplicationContext() == context) ? initialized.getWebServer() : null;
		}

	}

}
