package dev.healthcheck.maintenance;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import org.jspecify.annotations.Nullable;

/**
 * {@link Check} that is in {@link CheckStatus#MAINTENANCE} while there is a maintenance
 * file. While the file cannot be checked, its last known state counts. The thread that
 * runs the check writes the state, and any thread reads it.
 */
public final class MaintenanceCheck implements Check {

	private static final Logger logger = System.getLogger(MaintenanceCheck.class.getName());

	/** Source of a result whose file is older than this process. */
	private static final Object OLDER_THAN_PROCESS = new Object();

	private final MaintenanceFile file;

	private final Instant processStart;

	private volatile MaintenanceState state = MaintenanceState.NONE;

	private CheckResult result = CheckResult.up();

	private MaintenanceState lastFound = MaintenanceState.NONE;

	private boolean failing;

	public MaintenanceCheck(MaintenanceFile file) {
		this(file, ProcessHandle.current().info().startInstant().orElse(Instant.MIN));
	}

	MaintenanceCheck(MaintenanceFile file, Instant processStart) {
		this.file = file;
		this.processStart = processStart;
	}

	// Returns the state that the last run has found, without I/O. Not in maintenance
	// before the first run; with a problem if the file could not be checked
	public MaintenanceState state() {
		return this.state;
	}

	// Returns whether such a check has found a file that is older than this process
	public static boolean isFileOlderThanProcess(@Nullable CheckVerdict verdict) {
		CheckResult result = (verdict != null) ? verdict.result() : null;
		return result != null && result.source() == OLDER_THAN_PROCESS;
	}

	@Override
	public CheckResult run() {
		try {
			look();
			this.result = result(this.state);
		}
		catch (Error ex) {
			// Logging may need memory or a descriptor, too: keep the last result
		}
		return this.result;
	}

	private void look() {
		try {
			MaintenanceState found = this.file.read();
			this.state = found;
			if (this.failing) {
				this.failing = false;
				logger.log(Level.INFO, "The maintenance file can be checked again");
			}
			if (!found.equals(this.lastFound)) {
				this.lastFound = found;
				warn(found);
			}
		}
		// Including an OutOfMemoryError
		catch (Throwable ex) {
			this.state = this.file.lastKnown()
				.withProblem("the file cannot be checked; this is the last known state: " + ex);
			if (!this.failing) {
				this.failing = true;
				logger.log(Level.WARNING,
						() -> "Failed to check for the maintenance file; keeping the last known state: " + ex);
			}
		}
	}

	private CheckResult result(MaintenanceState state) {
		boolean older = isOlderThanProcess(state);
		// A result drops details that are null
		Map<String, @Nullable Object> details = new LinkedHashMap<>();
		details.put("file", state.file());
		details.put("since", state.since());
		details.put("until", state.until());
		details.put("ended", (state.until() != null) ? !state.active() : null);
		details.put("by", state.by());
		details.put("olderThanProcess", older ? true : null);
		details.put("problem", state.problem());
		CheckStatus status = state.active() ? CheckStatus.MAINTENANCE : CheckStatus.UP;
		return new CheckResult(status, state.active() ? state.reason() : null, details,
				older ? OLDER_THAN_PROCESS : null);
	}

	private void warn(MaintenanceState found) {
		if (found.problem() != null) {
			logger.log(Level.WARNING, () -> "Maintenance file '" + found.file() + "': " + found.problem());
		}
		if (isOlderThanProcess(found)) {
			logger.log(Level.WARNING, () -> "Maintenance file '" + found.file()
					+ "' is older than this process: if it was built into the image, the instance never becomes ready");
		}
	}

	// With an end, the instance does become ready
	private boolean isOlderThanProcess(MaintenanceState state) {
		return state.since() != null && state.until() == null && state.since().isBefore(this.processStart);
	}

}
