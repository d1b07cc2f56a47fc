package dev.healthcheck.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.healthcheck.check.CheckHistory;
import dev.healthcheck.check.CheckHistory.PastRun;
import dev.healthcheck.check.CheckHistory.StatusChange;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRun;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import org.jspecify.annotations.Nullable;

/**
 * Pages for tests.
 */
final class Pages {

	static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

	private Pages() {
	}

	static PageVerdict readiness(CheckStatus status) {
		return new PageVerdict(PageVerdict.READINESS, status, !status.isFailing());
	}

	static StatusPage of(PageCheck... checks) {
		return new StatusPage("orders", TIME, List.of(readiness(CheckStatus.UP)), List.of(checks));
	}

	static StatusPage verdictsOnly(CheckStatus readiness) {
		return new StatusPage(null, TIME,
				List.of(readiness(readiness), new PageVerdict(PageVerdict.LIVENESS, CheckStatus.UP, true),
						new PageVerdict(PageVerdict.HEALTH, null, true)),
				null);
	}

	static PageCheck check(String name, CheckStatus status, @Nullable String message, Map<String, Object> details) {
		return check(name, status, message, details, null);
	}

	static PageCheck check(String name, CheckStatus status, @Nullable String message, Map<String, Object> details,
			@Nullable Duration lateFor) {
		CheckResult result = new CheckResult(status, message, details);
		CheckRun run = new CheckRun(result, 0, 12_000_000, TIME.minusSeconds(3));
		CheckVerdict verdict = new CheckVerdict(status, false, lateFor,
				(lateFor != null) ? "all connections are in use" : null, result, run);
		CheckHistory history = new CheckHistory(
				List.of(new StatusChange(TIME.minusSeconds(90), CheckStatus.UP, false),
						new StatusChange(TIME.minusSeconds(75), status, lateFor != null)),
				List.of(new PastRun(run.time(), run.duration(), status)));
		return PageCheck.of(name, verdict, result.details(), history);
	}

	static String json(StatusPage page) {
		return new String(PageAnswers.json(page).body(), StandardCharsets.UTF_8);
	}

	static String resource(String name) {
		try (InputStream resource = Objects.requireNonNull(PageAnswers.class.getResourceAsStream(name), name)) {
			return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
