package dev.healthcheck.page;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.healthcheck.check.CheckHistory;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRun;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.check.Text;
import org.jspecify.annotations.Nullable;

/**
 * Value object for one component on the page. It contains only what the client may see.
 *
 * @param name the name
 * @param status the published status, or {@code null} if it is not published
 * @param verdict the verdict of the check, or {@code null} if the component is not a
 * check or if only the status is shown
 * @param shown message and details
 * @param history the last changes and runs
 */
public record PageCheck(String name, @Nullable CheckStatus status, @Nullable CheckVerdict verdict, CheckResult shown,
		CheckHistory history) {

	public static PageCheck statusOnly(String name, @Nullable CheckStatus status) {
		return new PageCheck(name, status, null, CheckResult.up(), CheckHistory.NONE);
	}

	public static PageCheck of(String name, CheckVerdict verdict, Map<String, Object> details, CheckHistory history) {
		CheckResult result = verdict.result();
		return new PageCheck(name, verdict.status(), verdict,
				new CheckResult(verdict.status(), (result != null) ? result.message() : null, details), history);
	}

	// For JSON, without what is unknown or hidden
	public Map<String, Object> toMap() {
		Map<String, Object> map = new LinkedHashMap<>();
		putText(map, "name", this.name);
		putText(map, "status", this.status);
		if (this.verdict != null) {
			putVerdict(map, this.verdict);
		}
		putText(map, "message", this.shown.message());
		if (!this.shown.details().isEmpty()) {
			map.put("details", this.shown.details());
		}
		putText(map, "since", this.history.since());
		if (!this.history.changes().isEmpty()) {
			map.put("changes", this.history.changes().stream().map(PageCheck::change).toList());
		}
		if (!this.history.runs().isEmpty()) {
			map.put("runs", this.history.runs().stream().map(PageCheck::run).toList());
		}
		return map;
	}

	private static void putVerdict(Map<String, Object> map, CheckVerdict verdict) {
		if (verdict.starting()) {
			map.put("starting", true);
		}
		if (verdict.lateFor() != null) {
			map.put("lateSeconds", seconds(verdict.lateFor()));
			putText(map, "lateBecause", verdict.lateReason());
		}
		CheckRun run = verdict.lastRun();
		if (run != null) {
			putText(map, "checkedAt", run.time());
			map.put("tookSeconds", seconds(run.duration()));
		}
	}

	private static Map<String, Object> change(CheckHistory.StatusChange change) {
		Map<String, Object> map = new LinkedHashMap<>();
		putText(map, "time", change.time());
		putText(map, "status", change.status());
		map.put("late", change.late());
		return map;
	}

	private static Map<String, Object> run(CheckHistory.PastRun run) {
		Map<String, Object> map = new LinkedHashMap<>();
		putText(map, "time", run.time());
		map.put("tookSeconds", seconds(run.duration()));
		putText(map, "status", run.status());
		return map;
	}

	static void putText(Map<String, Object> map, String name, @Nullable Object value) {
		if (value != null) {
			map.put(name, Text.wellFormed(value.toString()));
		}
	}

	// For JSON, to the microsecond
	public static BigDecimal seconds(Duration duration) {
		return BigDecimal.valueOf(duration.toNanos() / 1000, 6);
	}

	// Checks with a greater urgency are shown first
	int urgency() {
		int severity = (this.status != null) ? 2 * this.status.severity() : 1;
		boolean late = this.verdict != null && this.verdict.isLate();
		return late ? Math.max(severity, 2 * CheckStatus.DEGRADED.severity()) + 1 : severity;
	}

}
