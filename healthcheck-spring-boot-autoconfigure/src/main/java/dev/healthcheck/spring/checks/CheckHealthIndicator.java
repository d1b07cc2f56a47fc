package dev.healthcheck.spring.checks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRun;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.application.AvailabilityStateHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.PingHealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} that returns the published result of a check, without waiting.
 */
public class CheckHealthIndicator implements HealthIndicator {

	private static final CheckVerdict REMOVED = new CheckVerdict(CheckStatus.UNKNOWN, false, null, null, null, null);

	private final CheckRegistry checks;

	private final String name;

	public CheckHealthIndicator(CheckRegistry checks, String name) {
		this.checks = checks;
		this.name = name;
	}

	// Whether it never waits: one of ours, some of Boot's, and composites of only these
	public static boolean isPublished(@Nullable HealthContributor contributor) {
		if (contributor instanceof PublishedComposite composite) {
			return composite.stream().allMatch((child) -> isPublished(child.contributor()));
		}
		return contributor instanceof CheckHealthIndicator || contributor instanceof AvailabilityStateHealthIndicator
				|| contributor instanceof PingHealthIndicator;
	}

	public final String checkName() {
		return this.name;
	}

	// UNKNOWN if the check has been removed
	public final CheckVerdict verdict() {
		CheckVerdict verdict = this.checks.verdict(this.name);
		return (verdict != null) ? verdict : REMOVED;
	}

	@Override
	public final Health health() {
		return health(verdict());
	}

	@Override
	public final @Nullable Health health(boolean includeDetails) {
		return includeDetails ? health() : Health.status(status(verdict())).build();
	}

	// In the spelling of the indicator, if it is the status that the indicator returned
	static Status status(CheckVerdict verdict) {
		CheckResult result = verdict.result();
		if (result != null && result.status().equals(verdict.status()) && result.source() instanceof Health own) {
			return own.getStatus();
		}
		return new Status(verdict.status().code());
	}

	// Details of a Health that the check returned come first, and win over ours
	static Health health(CheckVerdict verdict) {
		CheckResult result = verdict.result();
		Map<String, Object> details = new LinkedHashMap<>(
				(result != null && result.source() instanceof Health own) ? own.getDetails() : Map.of());
		describe(verdict).forEach(details::putIfAbsent);
		return Health.status(status(verdict)).withDetails(details).build();
	}

	private static Map<String, Object> describe(CheckVerdict verdict) {
		Map<String, Object> details = new LinkedHashMap<>();
		if (verdict.starting()) {
			details.put("starting", true);
		}
		Duration lateFor = verdict.lateFor();
		if (lateFor != null) {
			details.put("lateSeconds", seconds(lateFor));
		}
		if (verdict.lateReason() != null) {
			details.put("lateBecause", verdict.lateReason());
		}
		CheckResult result = verdict.result();
		if (result != null && result.message() != null && !(result.source() instanceof Health)) {
			details.put("message", result.message());
		}
		CheckRun lastRun = verdict.lastRun();
		if (lastRun != null) {
			details.put("checkedAt", lastRun.time().toString());
			details.put("tookSeconds", seconds(lastRun.duration()));
			if (!lastRun.result().equals(result)) {
				details.put("unconfirmed", lastRun.result().status().code());
			}
		}
		if (result != null) {
			details.putAll(result.details());
		}
		return details;
	}

	private static double seconds(Duration duration) {
		return duration.toMillis() / 1000.0;
	}

}
