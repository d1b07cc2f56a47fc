package dev.healthcheck.check;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.healthcheck.check.CheckResult.Failure;

/**
 * Logs one line for each change of a check: WARNING when it turns DOWN, DEGRADED or late,
 * DEBUG for a first result that passes, and INFO for any other status and when it is on
 * time again. A steady state logs nothing.
 */
final class CheckLog implements CheckListener {

	private static final Logger logger = System.getLogger(CheckLog.class.getName());

	/**
	 * The message of an exception may contain a password: only its type is logged. Health
	 * indicators have both in one text.
	 */
	private static final Pattern THROWN = Pattern.compile("((?:[\\p{L}_][\\w$]*\\.)+\\p{Lu}[\\w$]*): ",
			Pattern.UNICODE_CHARACTER_CLASS);

	@Override
	public void onChange(CheckChange change) {
		CheckVerdict from = change.from();
		CheckVerdict to = change.to();
		if (change.isStatusChange()) {
			boolean first = from.result() == null && from.lastRun() == null && !from.isLate();
			Level planned = (first && !to.status().isFailing()) ? Level.DEBUG : Level.INFO;
			logger.log(isTrouble(from, to) ? Level.WARNING : planned, () -> "Check '" + change.name() + "' is "
					+ to.status() + (first ? "" : ", was " + from.status()) + reason(to));
		}
		else if (to.isLate()) {
			logger.log(Level.WARNING,
					() -> "Check '" + change.name() + "' is late; status remains " + to.status() + reason(to));
		}
		else {
			logger.log(Level.INFO, () -> "Check '" + change.name() + "' is on time again; status is " + to.status());
		}
	}

	// Starting, stopping and maintenance are planned; being late never is
	private static boolean isTrouble(CheckVerdict from, CheckVerdict to) {
		return to.status().equals(CheckStatus.DOWN) || to.status().equals(CheckStatus.DEGRADED)
				|| (to.isLate() && !from.isLate());
	}

	private static String reason(CheckVerdict verdict) {
		Duration lateFor = verdict.lateFor();
		if (lateFor != null) {
			return ": " + ((verdict.lateReason() != null) ? verdict.lateReason() : "no result came in time");
		}
		CheckResult result = verdict.result();
		String message = (result != null) ? result.message() : null;
		if (result == null || message == null) {
			return "";
		}
		if (result.source() instanceof Failure failure) {
			return ": " + failure.type();
		}
		Matcher thrown = THROWN.matcher(message);
		return ": " + (thrown.lookingAt() ? thrown.group(1) : message);
	}

}
