package dev.healthcheck.spring.maintenance;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.maintenance.MaintenanceCheck;
import dev.healthcheck.maintenance.MaintenanceState;
import dev.healthcheck.spring.checks.CheckHealthIndicator;
import dev.healthcheck.spring.checks.OwnContributors;

/**
 * Health contributor {@code maintenance}: whether this instance is in maintenance, by a
 * file.
 */
final class MaintenanceHealthIndicator extends CheckHealthIndicator {

	private final CheckRunner runner;

	private final MaintenanceCheck check;

	/**
	 * Create an indicator, and register its check.
	 * @param runner runs the check
	 * @param check looks for the file
	 * @param settings how the check is run
	 * @param thread the thread that it runs on
	 */
	MaintenanceHealthIndicator(CheckRunner runner, MaintenanceCheck check, CheckSettings settings,
			CheckThreads thread) {
		super(runner, OwnContributors.MAINTENANCE);
		this.runner = runner;
		this.check = check;
		runner.register(OwnContributors.MAINTENANCE, check, settings, thread);
	}

	/**
	 * Return what was found when the file was last looked for.
	 * @return the state, not in maintenance before the first look
	 */
	MaintenanceState state() {
		return this.check.state();
	}

	/** Look for the file as soon as may be. */
	void refresh() {
		this.runner.refresh(OwnContributors.MAINTENANCE);
	}

}
