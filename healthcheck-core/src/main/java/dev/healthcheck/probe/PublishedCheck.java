package dev.healthcheck.probe;

import java.time.Duration;
import java.time.Instant;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRun;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckVerdict;
import org.jspecify.annotations.Nullable;

/**
 * Value object for one check as it is published.
 *
 * @param name the name
 * @param verdict the verdict of this moment
 * @param settings how the check is run
 * @since 0.1.0
 */
public record PublishedCheck(String name, CheckVerdict verdict, CheckSettings settings) {

	/**
	 * Return whether the check passes.
	 * @return whether its status does not fail
	 */
	public boolean passed() {
		return !this.verdict.status().isFailing();
	}

	/**
	 * Return what the check has to say: the message of its result, of an exception that
	 * alone, or else the details of its result.
	 * @return text or a map, empty if there is neither
	 */
	Object output() {
		CheckResult result = this.verdict.result();
		// Late for so long that what it found last counts no more
		boolean overdue = this.verdict.isLate() && !passed() && result != null && !result.isFailing();
		if (result == null || overdue) {
			return this.verdict.isLate() ? "has not ended in time" : "has not ended yet";
		}
		if (result.source() instanceof CheckResult.Failure failure) {
			return (failure.message() != null) ? failure.message() : failure.type();
		}
		if (result.message() != null) {
			return result.message();
		}
		return result.details().isEmpty() ? "" : result.details();
	}

	/**
	 * Return when the last run ended.
	 * @return the time, or {@code null} if none has
	 */
	@Nullable Instant time() {
		CheckRun run = this.verdict.lastRun();
		return (run != null) ? run.time() : null;
	}

	Duration duration() {
		CheckRun run = this.verdict.lastRun();
		return (run != null) ? run.duration() : Duration.ZERO;
	}

	/**
	 * Return for how long a result counts.
	 * @return the time to live, zero if it is not kept
	 */
	Duration timeToLive() {
		CheckResult result = this.verdict.result();
		return (result != null && result.isFailing()) ? this.settings.failureTtl() : this.settings.successTtl();
	}

}
