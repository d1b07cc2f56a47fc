package dev.healthcheck.spring.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import org.jspecify.annotations.Nullable;

/**
 * Collects the reports of a {@link HealthCheck @HealthCheck} method. The check passes if
 * every report has the status {@code OK}, or there is none. The first 100 reports are
 * shown; all count. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class HealthReport {

	private static final String OK = "OK";

	private static final int SHOWN = 100;

	private final List<Map<String, String>> reports = new ArrayList<>();

	private int count;

	private int failed;

	private @Nullable String firstFailure;

	HealthReport() {
	}

	/**
	 * Report that a part works.
	 * @param name the name of the part
	 */
	public void ok(String name) {
		report(name, OK, null);
	}

	/**
	 * Report that a part does not work.
	 * @param name the name of the part
	 * @param message a sentence for people, or {@code null}
	 */
	public void error(String name, @Nullable String message) {
		report(name, "ERROR", message);
	}

	/**
	 * Report the status of a part.
	 * @param name the name of the part
	 * @param status the status; anything but {@code OK}, in this letter case, is a
	 * failure
	 * @param message a sentence for people, or {@code null}
	 */
	public void report(String name, String status, @Nullable String message) {
		this.count++;
		if (!OK.equals(status)) {
			this.failed++;
			if (this.firstFailure == null) {
				this.firstFailure = name + ": " + status + ((message != null) ? " (" + message + ")" : "");
			}
		}
		if (this.reports.size() < SHOWN) {
			Map<String, String> report = new LinkedHashMap<>();
			report.put("name", name);
			report.put("status", status);
			if (message != null) {
				report.put("message", message);
			}
			this.reports.add(report);
		}
	}

	CheckResult result() {
		String message = (this.firstFailure == null) ? this.count + " of " + this.count + " OK"
				: this.failed + " of " + this.count + " failed, the first " + this.firstFailure;
		CheckStatus status = (this.failed == 0) ? CheckStatus.UP : CheckStatus.DOWN;
		return new CheckResult(status, message, Map.of("reports", this.reports));
	}

}
