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
 * file. While that cannot be looked at, whatever the reason, its last known state counts.
 *
 * <p>
 * The state is written by the thread that runs the check and read by all.
 *
 * @since 0.1.0
 */
public final class MaintenanceCheck implements Check {

	private static final Logger logger = System.getLogger(MaintenanceCheck.class.getName());

	private final MaintenanceFile file;

	private final Instant processStart;

	private volatile MaintenanceState state = MaintenanceState.NONE;

	private CheckResult result = CheckResult.up();

	private MaintenanceState looked = MaintenanceState.NONE;

	private boolean failing;

	/**
	 * Create a check.
	 * @param file what looks for the file
	 */
	public MaintenanceCheck(MaintenanceFile file) {
		this(file, ProcessHandle.current().info().startInstant().orElse(Instant.MIN));
	}

	MaintenanceCheck(MaintenanceFile file, Instant processStart) {
		this.file = file;
		this.processStart = processStart;
	}

	/**
	 * Return what the last run has found. Does no I/O.
	 * @return the state, not in maintenance before the first run; with a problem while it
	 * is only the last known one
	 */
	public MaintenanceState state() {
		return this.state;
	}

	/**
	 * Return whether such a check has last found a file that is older than the process.
	 * @param verdict what is published about the check, or {@code null} if there is none
	 * @return whether it has; {@code false} before the first run
	 */
	public static boolean isFileOlderThanProcess(@Nullable CheckVerdict verdict) {
		CheckResult result = (verdict != null) ? verdict.result() : null;
		return result != null && result.source() == Finding.OLDER_THAN_PROCESS;
	}

	@Override
	public CheckResult run() {
		try {
			look();
			this.result = result(this.state);
		}
		catch (Error ex) {
			// Even logging may need memory or a descriptor: keep the last result
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
			if (!found.equals(this.looked)) {
				this.looked = found;
				warn(found);
			}
		}
		// An Error too: memory may be short
		catch (Throwable ex) {
			this.state = this.file.lastKnown()
				.withProblem("the file cannot be looked at, and this is the last known state: " + ex);
			if (!this.failing) {
				this.failing = true;
				logger.log(Level.WARNING,
						() -> "Failed to check for the maintenance file; keeping the last known state: " + ex);
			}
		}
	}

	private CheckResult result(MaintenanceState state) {
		Map<String, Object> details = new LinkedHashMap<>();
		putIfKnown(details, "file", state.file());
		putIfKnown(details, "since", state.since());
		if (state.until() != null) {
			details.put("until", state.until());
			details.put("ended", !state.active());
		}
		putIfKnown(details, "by", state.by());
		boolean older = isOlderThanProcess(state);
		if (older) {
			details.put("olderThanProcess", true);
		}
		putIfKnown(details, "problem", state.problem());
		CheckStatus status = state.active() ? CheckStatus.MAINTENANCE : CheckStatus.UP;
		return new CheckResult(status, state.active() ? state.reason() : null, details,
				older ? Finding.OLDER_THAN_PROCESS : null);
	}

	private static void putIfKnown(Map<String, Object> details, String name, @Nullable Object value) {
		if (value != null) {
			details.put(name, value);
		}
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

	// With an end, it does become ready
	private boolean isOlderThanProcess(MaintenanceState state) {
		return state.since() != null && state.until() == null && state.since().isBefore(this.processStart);
	}

	/** The source of a result. */
	private enum Finding {

		OLDER_THAN_PROCESS

	}

}
