package dev.healthcheck.spring.checks;

import dev.healthcheck.check.CheckRunner;

import org.springframework.context.SmartLifecycle;

/**
 * Starts the checks of workers, maintenance and the server before the web servers, and
 * stops all checks after them but before any bean is destroyed: results stay fresh while
 * requests drain, and no check fails merely because its DataSource has gone. The checks
 * of the application are started by the {@link CheckGate}.
 */
public record CheckRunnerLifecycle(CheckRunner runner) implements SmartLifecycle {

	/** Name of the bean of the runner, which applications must not inject. */
	public static final String RUNNER = "healthcheckRunner";

	@Override
	public void start() {
		this.runner.startDedicated();
	}

	@Override
	public void stop() {
		this.runner.stop();
	}

	@Override
	public boolean isRunning() {
		return this.runner.isRunning();
	}

	// Next to the probe server, which is the first to start and the last to stop
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE + 2;
	}

}
