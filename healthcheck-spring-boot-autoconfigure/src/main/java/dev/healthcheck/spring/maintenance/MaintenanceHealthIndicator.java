package dev.healthcheck.spring.maintenance;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.maintenance.MaintenanceCheck;
import dev.healthcheck.maintenance.MaintenanceState;
import dev.healthcheck.spring.checks.CheckHealthIndicator;
import dev.healthcheck.spring.checks.OwnContributors;

/**
 * Health contributor {@code maintenance}: whether a file puts this instance into
 * maintenance.
 */
final class MaintenanceHealthIndicator extends CheckHealthIndicator {

	private final CheckRunner runner;

	private final MaintenanceCheck check;

	MaintenanceHealthIndicator(CheckRunner runner, MaintenanceCheck check, CheckSettings settings,
			CheckThreads thread) {
		super(runner, OwnContributors.MAINTENANCE);
		this.runner = runner;
		this.check = check;
		runner.register(OwnContributors.MAINTENANCE, check, settings, thread);
	}

	MaintenanceState state() {
		return this.check.state();
	}

	void refresh() {
		this.runner.refresh(OwnContributors.MAINTENANCE);
	}

}
