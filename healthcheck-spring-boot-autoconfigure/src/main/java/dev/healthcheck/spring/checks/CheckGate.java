package dev.healthcheck.spring.checks;

import dev.healthcheck.check.CheckRunner;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Starts the checks of the application once its context has been refreshed and its web
 * servers are up, and again after each restart of the context: no background thread
 * creates a bean before the application would, or uses one that has yet to be started.
 */
public final class CheckGate implements SmartLifecycle, ApplicationListener<ContextRefreshedEvent> {

	private final ApplicationContext context;

	private final CheckRunner runner;

	private final LateListeners listeners;

	private volatile boolean refreshed;

	private volatile boolean running;

	CheckGate(ApplicationContext context, CheckRunner runner, LateListeners listeners) {
		this.context = context;
		this.runner = runner;
		this.listeners = listeners;
	}

	// Whether threads of this library may use the beans of the application
	public boolean isOpen() {
		return this.refreshed;
	}

	// Always synchronous, even with an asynchronous event multicaster: beans are created
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.listeners.open();
			this.refreshed = true;
			startChecks();
		}
	}

	// Called first before the refresh has ended; a restart has no refresh
	@Override
	public void start() {
		this.running = true;
		startChecks();
	}

	private void startChecks() {
		if (this.refreshed && this.running) {
			this.runner.start();
			// Its sources may be beans
			this.runner.refresh(OwnContributors.WORKERS);
		}
	}

	// Checks go on until CheckRunnerLifecycle stops them all
	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	// After all web servers
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

}
