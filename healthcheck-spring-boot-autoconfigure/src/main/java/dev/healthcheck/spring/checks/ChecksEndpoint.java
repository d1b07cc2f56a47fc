package dev.healthcheck.spring.checks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckStatistics;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.page.PageCheck;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;

/**
 * {@link Endpoint @Endpoint} that shows all checks with their details, regardless of what
 * the health endpoint shows. It runs no check.
 */
@Endpoint(id = "checks")
class ChecksEndpoint {

	private final CheckRunner checks;

	ChecksEndpoint(CheckRunner checks) {
		this.checks = checks;
	}

	@ReadOperation
	Map<String, Object> checks() {
		return Map.of("checks", this.checks.names().stream().map(this::described).filter(Objects::nonNull).toList());
	}

	@ReadOperation
	@Nullable Map<String, Object> check(@Selector(match = Match.ALL_REMAINING) String... name) {
		return described(String.join("/", name));
	}

	private @Nullable Map<String, Object> described(String name) {
		CheckStatistics statistics = this.checks.statistics(name);
		CheckSettings settings = this.checks.settings(name);
		if (statistics == null || settings == null) {
			return null;
		}
		CheckVerdict verdict = statistics.verdict();
		CheckResult result = verdict.result();
		Map<String, Object> described = PageCheck
			.of(name, verdict, (result != null) ? result.details() : Map.of(), statistics.history())
			.toMap();
		Duration age = statistics.age();
		if (age != null) {
			described.put("ageSeconds", PageCheck.seconds(age));
		}
		described.put("settings", described(settings));
		return described;
	}

	private static Map<String, Object> described(CheckSettings settings) {
		Map<String, Object> described = new LinkedHashMap<>();
		described.put("successTtl", settings.successTtl().toString());
		described.put("failureTtl", settings.failureTtl().toString());
		described.put("retryDelay", settings.retryDelay().toString());
		described.put("timeout", settings.timeout().toString());
		described.put("staleAfter", settings.staleAfter().toString());
		described.put("failureThreshold", settings.failureThreshold());
		described.put("successThreshold", settings.successThreshold());
		described.put("onTimeout", onTimeout(settings.onTimeout().status(CheckStatus.UP)));
		described.put("critical", settings.critical());
		return described;
	}

	// A strategy has no name, so its result for UP is shown, as the property spells it
	private static String onTimeout(CheckStatus status) {
		return status.equals(CheckStatus.UP) ? "keep" : status.code().toLowerCase(Locale.ROOT);
	}

}
