package dev.healthcheck.spring.checks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRun;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Translates between results of checks and Spring Boot's {@link Health}.
 */
public final class HealthMapper {

	private HealthMapper() {
	}

	static CheckResult result(Health health) {
		return new CheckResult(new CheckStatus(health.getStatus().getCode()), null, health.getDetails());
	}

	/**
	 * Return a result that is shown as the Health that it is made of.
	 * @param health the health
	 * @return the result
	 */
	public static CheckResult keeping(Health health) {
		Object error = health.getDetails().get("error");
		return new CheckResult(new CheckStatus(health.getStatus().getCode()),
				(error != null) ? String.valueOf(error) : null, Map.of(), health);
	}

	/**
	 * Return the status of a verdict: as the indicator spells it where it is the one that
	 * the indicator has found.
	 * @param verdict the verdict
	 * @return the status
	 */
	static Status status(CheckVerdict verdict) {
		CheckResult result = verdict.result();
		if (result != null && result.status().equals(verdict.status()) && result.source() instanceof Health own) {
			return own.getStatus();
		}
		return new Status(verdict.status().code());
	}

	/**
	 * Return a verdict as Health. Where the check found Health itself, its details come
	 * first and as they are; in any case they win over ours of the same name.
	 * @param verdict the verdict
	 * @return the health, with details
	 */
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
