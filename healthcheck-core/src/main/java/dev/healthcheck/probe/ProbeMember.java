package dev.healthcheck.probe;

import java.time.Instant;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRun;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import org.jspecify.annotations.Nullable;

/**
 * Value object for one member of the group that a probe reports on.
 *
 * @param name the name
 * @param status the published status
 * @param starting whether it fails only because it is still starting
 * @param draining whether it fails only because the application no longer accepts traffic
 * @param message a sentence for people, or {@code null} if there is none or details are
 * hidden
 * @param time when the result behind the status was found, or {@code null} if not known
 * @since 0.1.0
 */
public record ProbeMember(String name, CheckStatus status, boolean starting, boolean draining, @Nullable String message,
		@Nullable Instant time) {

	/** Create a member that does not drain. */
	public ProbeMember(String name, CheckStatus status, boolean starting, @Nullable String message,
			@Nullable Instant time) {
		this(name, status, starting, false, message, time);
	}

	/** Create a member for a check, with the message if details are shown. */
	public static ProbeMember of(String name, CheckVerdict verdict, boolean details) {
		CheckResult result = verdict.result();
		CheckRun lastRun = verdict.lastRun();
		return new ProbeMember(name, verdict.status(), verdict.starting(),
				(details && result != null) ? result.message() : null, (lastRun != null) ? lastRun.time() : null);
	}

}
