package dev.healthcheck.page;

import java.util.Map;

import dev.healthcheck.check.CheckHistory;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import org.jspecify.annotations.Nullable;

/**
 * Value object for one component on the page.
 *
 * @param name the name
 * @param status the published status, or {@code null} if it is not published
 * @param verdict what is published about the check, or {@code null} if it is none or the
 * asker may see no more than the status
 * @param shown message and details, bounded and freed of control characters as all
 * results are; the asker may see them
 * @param history the last changes and runs; the asker may see them
 * @since 0.1.0
 */
public record PageCheck(String name, @Nullable CheckStatus status, @Nullable CheckVerdict verdict, CheckResult shown,
		CheckHistory history) {

	/**
	 * Return a component of which nothing but the status is shown.
	 * @param name the name
	 * @param status the published status, or {@code null} if it is not published
	 * @return the component
	 */
	public static PageCheck statusOnly(String name, @Nullable CheckStatus status) {
		return new PageCheck(name, status, null, CheckResult.up(), CheckHistory.NONE);
	}

	/**
	 * Return a check with all that is published about it.
	 * @param name the name
	 * @param verdict what is published
	 * @param details the details to show
	 * @param history the last changes and runs
	 * @return the check
	 */
	public static PageCheck of(String name, CheckVerdict verdict, Map<String, Object> details, CheckHistory history) {
		CheckResult result = verdict.result();
		return new PageCheck(name, verdict.status(), verdict,
				new CheckResult(verdict.status(), (result != null) ? result.message() : null, details), history);
	}

	boolean isLate() {
		return this.verdict != null && this.verdict.isLate();
	}

	/**
	 * Return how soon the check is to be seen.
	 * @return the greater, the sooner
	 */
	int urgency() {
		int severity = (this.status != null) ? 2 * this.status.severity() : 1;
		return isLate() ? Math.max(severity, 2 * CheckStatus.DEGRADED.severity()) + 1 : severity;
	}

}
