package dev.healthcheck.spring.health;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.maintenance.MaintenanceCheck;
import dev.healthcheck.maintenance.MaintenanceState;

/**
 * Health contributor {@code maintenance}: whether this instance is in maintenance, by a
 * file.
 *
 * @since 0.1.0
 */
public final class MaintenanceHealthIndicator extends CheckHealthIndicator {

	private static final String NAME = "maintenance";

	private final CheckRunner runner;

	private final MaintenanceCheck check;

	/**
	 * Create an indicator, and register its check.
	 * @param runner runs the check
	 * @param check looks for the file
	 * @param settings how the check is run
	 * @param thread the thread that it runs on
	 */
	public MaintenanceHealthIndicator(CheckRunner runner, MaintenanceCheck check, CheckSettings settings,
			CheckThreads thread) {
		super(runner, NAME);
		this.runner = runner;
		this.check = check;
		runner.register(NAME, check, settings, thread);
	}

	/**
	 * Return what was found when the file was last looked for.
	 * @return the state, not in maintenance before the first look
	 */
	public MaintenanceState state() {
		return this.check.state();
	}

	/** Look for the file as soon as may be. */
	public void refresh() {
		this.runner.refresh(NAME);
	}

}
