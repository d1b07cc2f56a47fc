package dev.healthcheck.spring.checks;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.application.AvailabilityStateHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.PingHealthIndicator;

/**
 * {@link HealthIndicator} that answers out of what is published about a check, and so
 * answers at once.
 *
 * @since 0.1.0
 */
public class CheckHealthIndicator implements HealthIndicator {

	private static final CheckVerdict REMOVED = new CheckVerdict(CheckStatus.UNKNOWN, false, null, null, null, null);

	private final CheckRegistry checks;

	private final String name;

	/**
	 * Create an indicator.
	 * @param checks the registry that holds the check
	 * @param name the name of the check
	 */
	public CheckHealthIndicator(CheckRegistry checks, String name) {
		this.checks = checks;
		this.name = name;
	}

	/**
	 * Return whether a contributor answers out of memory.
	 * @param contributor the contributor, or {@code null}
	 * @return whether it is one of ours, or one of Boot's that never wait, or consists of
	 * such alone and is known to
	 */
	public static boolean isPublished(@Nullable HealthContributor contributor) {
		if (contributor instanceof PublishedComposite composite) {
			return composite.stream().allMatch((child) -> isPublished(child.contributor()));
		}
		return contributor instanceof CheckHealthIndicator || contributor instanceof AvailabilityStateHealthIndicator
				|| contributor instanceof PingHealthIndicator;
	}

	/**
	 * Return which check it is.
	 * @return the name of the check
	 */
	public final String checkName() {
		return this.name;
	}

	/**
	 * Return what is published about the check.
	 * @return the verdict of this moment
	 */
	public final CheckVerdict verdict() {
		CheckVerdict verdict = this.checks.verdict(this.name);
		return (verdict != null) ? verdict : REMOVED;
	}

	@Override
	public final Health health() {
		return HealthMapper.health(verdict());
	}

	@Override
	public final @Nullable Health health(boolean includeDetails) {
		return includeDetails ? health() : Health.status(HealthMapper.status(verdict())).build();
	}

}
