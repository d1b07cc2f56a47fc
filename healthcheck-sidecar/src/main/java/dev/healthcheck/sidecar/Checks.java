package dev.healthcheck.sidecar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.check.OnTimeout;
import dev.healthcheck.maintenance.MaintenanceCheck;
import dev.healthcheck.maintenance.MaintenanceFile;
import dev.healthcheck.sidecar.upstream.UpstreamCheck;
import dev.healthcheck.statsd.StatsdListener;
import dev.healthcheck.statsd.StatsdWorkers;
import dev.healthcheck.worker.WorkerDirectory;
import dev.healthcheck.worker.WorkerFileName;
import dev.healthcheck.worker.WorkerSource;
import dev.healthcheck.worker.WorkersCheck;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a command line. Each has its own thread, so that none waits for another.
 */
final class Checks {

	static final String WORKERS = "workers";

	static final String APPLICATION = "application";

	static final String MAINTENANCE = "maintenance";

	/** Time to look up a host name, which the deadline does not bound. */
	private static final Duration LOOK_UP = Duration.ofSeconds(1);

	/** The same as for workers and maintenance. */
	private static final Duration STALE_AFTER = Duration.ofSeconds(3);

	private Checks() {
	}

	static CheckRunner runner(SidecarOptions options, @Nullable StatsdListener statsd) {
		CheckRunner runner = new CheckRunner(new CheckThreads("healthcheck-check", 1), CheckSettings.defaults(),
				List.of());
		WorkersCheck workers = new WorkersCheck(options.workersRequired, sources(options, statsd));
		register(runner, WORKERS, workers, CheckSettings.polling(options.scanInterval, workers.onTimeout()));
		if (options.readyUrl != null) {
			CheckSettings settings = new CheckSettings(options.readyInterval, options.readyInterval,
					options.readyInterval, options.readyDeadline.plus(LOOK_UP), STALE_AFTER, options.readyFailures, 1,
					OnTimeout.down(), true);
			register(runner, APPLICATION, new UpstreamCheck(options.readyUrl, options.readyDeadline), settings);
		}
		if (options.maintenanceFile != null) {
			register(runner, MAINTENANCE, new MaintenanceCheck(new MaintenanceFile(options.maintenanceFile)),
					CheckSettings.polling(options.scanInterval, OnTimeout.keep()));
		}
		return runner;
	}

	private static void register(CheckRunner runner, String name, Check check, CheckSettings settings) {
		runner.register(name, check, settings, new CheckThreads("healthcheck-" + name, 1));
	}

	private static List<WorkerSource> sources(SidecarOptions options, @Nullable StatsdListener statsd) {
		List<WorkerSource> sources = new ArrayList<>();
		if (statsd != null) {
			sources.add(new StatsdWorkers(statsd));
		}
		if (options.workersDirectory != null) {
			sources.add(new WorkerDirectory(WorkerFileName.of(options.workersDirectory, options.workersFilename),
					options.workersVerify, options.heartbeatTimeout));
		}
		return (sources.size() > 1) ? List.of(WorkerSource.greatest(sources)) : sources;
	}

}
