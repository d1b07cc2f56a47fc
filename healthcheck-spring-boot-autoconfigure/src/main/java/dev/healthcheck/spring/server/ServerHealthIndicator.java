package dev.healthcheck.spring.server;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.spring.health.CheckHealthIndicator;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Health contributor {@code server}: the application's own server, looked at from beside
 * it. Without it a separate port would stay green over a server that is dead.
 *
 * @since 0.1.0
 */
public final class ServerHealthIndicator extends CheckHealthIndicator
		implements ApplicationListener<ApplicationEvent>, DisposableBean {

	private static final String NAME = "server";

	private final CheckRunner runner;

	private final ServerCheck check;

	private final CheckThreads thread;

	private final ApplicationContext context;

	/**
	 * Create an indicator, and register its check.
	 * @param runner runs the check
	 * @param check looks at the server
	 * @param settings how the check is run
	 * @param thread the thread that it runs on
	 * @param context the context of the application, whose server it is
	 */
	public ServerHealthIndicator(CheckRunner runner, ServerCheck check, CheckSettings settings, CheckThreads thread,
			ApplicationContext context) {
		super(runner, NAME);
		this.runner = runner;
		this.check = check;
		this.thread = thread;
		this.context = context;
		runner.register(NAME, check, settings, thread);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof WebServerInitializedEvent initialized
				&& initialized.getApplicationContext() == this.context) {
			this.check.started(initialized.getWebServer());
			this.runner.refresh(NAME);
		}
		else if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == this.context) {
			this.check.stopping();
		}
	}

	@Override
	public void destroy() {
		this.thread.stop();
	}

}
