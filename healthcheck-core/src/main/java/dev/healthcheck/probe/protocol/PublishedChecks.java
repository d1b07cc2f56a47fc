package dev.healthcheck.probe.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRun;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.probe.ProbeMember;
import dev.healthcheck.probe.ProbeOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The published results of the checks of the application itself, without workers,
 * maintenance and the checks of a framework.
 *
 * @param registry the registry of all checks
 * @param names returns the names of the application's own checks, in the order in which
 * they were added; without blocking
 */
public record PublishedChecks(CheckRegistry registry, Supplier<? extends Collection<String>> names) {

	List<Entry> all() {
		return this.names.get().stream().map(this::published).filter(Objects::nonNull).toList();
	}

	@Nullable Entry named(String name) {
		return this.names.get().contains(name) ? published(name) : null;
	}

	private @Nullable Entry published(String name) {
		CheckVerdict verdict = this.registry.verdict(name);
		CheckSettings settings = this.registry.settings(name);
		// Null if it was removed just now
		return (verdict != null && settings != null) ? Entry.of(name, verdict, settings) : null;
	}

	static ProbeOutcome outcome(ProbeOutcome reported, List<Entry> checks) {
		boolean fails = reported == ProbeOutcome.SUCCESS && !checks.stream().allMatch(Entry::passed);
		return fails ? ProbeOutcome.FAILURE : reported;
	}

	/**
	 * One check as it is published.
	 *
	 * @param output text or a map, empty if there is neither
	 * @param time when the last run ended, or {@code null} if none has
	 * @param duration how long that run took
	 * @param timeToLive how long its result is kept
	 */
	record Entry(String name, boolean passed, Object output, @Nullable Instant time, Duration duration,
			Duration timeToLive) {

		static Entry of(String name, CheckVerdict verdict, CheckSettings settings) {
			CheckResult result = verdict.result();
			CheckRun run = verdict.lastRun();
			boolean failed = result != null && result.isFailing();
			return new Entry(name, !verdict.status().isFailing(), output(verdict, result),
					(run != null) ? run.time() : null, (run != null) ? run.duration() : Duration.ZERO,
					failed ? settings.failureTtl() : settings.successTtl());
		}

		static Entry failing(ProbeMember member) {
			return new Entry(member.name(), false, Objects.requireNonNullElse(member.message(), member.status().code()),
					member.time(), Duration.ZERO, Duration.ZERO);
		}

		private static Object output(CheckVerdict verdict, @Nullable CheckResult result) {
			// Late for so long that the last result no longer counts
			boolean overdue = verdict.isLate() && verdict.status().isFailing() && result != null && !result.isFailing();
			if (result == null || overdue) {
				return verdict.isLate() ? "has not ended in time" : "has not ended yet";
			}
			if (result.source() instanceof CheckResult.Failure failure) {
				// Runscope shows only the message of an exception
				return (failure.message() != null) ? failure.message() : failure.type();
			}
			return (result.message() != null) ? result.message() : result.details().isEmpty() ? "" : result.details();
		}

	}

}
