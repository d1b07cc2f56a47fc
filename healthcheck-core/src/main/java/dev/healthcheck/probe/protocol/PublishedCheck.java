package dev.healthcheck.probe.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRun;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.probe.ProbeMember;
import dev.healthcheck.probe.ProbeOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Value object for one check as it is published.
 *
 * @param name the name
 * @param passed whether its status does not fail
 * @param output text or a map, empty if there is neither
 * @param time when the last run ended, or {@code null} if none has
 * @param duration how long that run took
 * @param timeToLive for how long its result counts, zero if it is not kept
 */
record PublishedCheck(String name, boolean passed, Object output, @Nullable Instant time, Duration duration,
		Duration timeToLive) {

	static PublishedCheck of(String name, CheckVerdict verdict, CheckSettings settings) {
		CheckResult result = verdict.result();
		CheckRun run = verdict.lastRun();
		boolean failed = result != null && result.isFailing();
		return new PublishedCheck(name, !verdict.status().isFailing(), output(verdict, result),
				(run != null) ? run.time() : null, (run != null) ? run.duration() : Duration.ZERO,
				failed ? settings.failureTtl() : settings.successTtl());
	}

	private static Object output(CheckVerdict verdict, @Nullable CheckResult result) {
		// Late for so long that what it found last counts no more
		boolean overdue = verdict.isLate() && verdict.status().isFailing() && result != null && !result.isFailing();
		if (result == null || overdue) {
			return verdict.isLate() ? "has not ended in time" : "has not ended yet";
		}
		if (result.source() instanceof CheckResult.Failure failure) {
			// There, only the message of an exception is shown
			return (failure.message() != null) ? failure.message() : failure.type();
		}
		if (result.message() != null) {
			return result.message();
		}
		return result.details().isEmpty() ? "" : result.details();
	}

	static PublishedCheck failing(ProbeMember member) {
		return new PublishedCheck(member.name(), false,
				Objects.requireNonNullElse(member.message(), member.status().code()), member.time(), Duration.ZERO,
				Duration.ZERO);
	}

	static ProbeOutcome outcome(ProbeOutcome reported, List<PublishedCheck> checks) {
		boolean fails = reported == ProbeOutcome.SUCCESS && !checks.stream().allMatch(PublishedCheck::passed);
		return fails ? ProbeOutcome.FAILURE : reported;
	}

}
