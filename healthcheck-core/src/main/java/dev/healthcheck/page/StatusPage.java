package dev.healthcheck.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import dev.healthcheck.check.CheckStatus;
import org.jspecify.annotations.Nullable;

/**
 * Value object for what one asker may see of what is published at one moment.
 *
 * @param application the name of the application, or {@code null} if the asker may not
 * see it
 * @param time the moment, by the wall clock; for display only
 * @param verdicts what the groups amount to, the most important first
 * @param components whether the asker may see the components
 * @param details whether the asker may see more of them than their status
 * @param checks the components, the most urgent first
 * @since 0.1.0
 */
public record StatusPage(@Nullable String application, Instant time, List<PageVerdict> verdicts, boolean components,
		boolean details, List<PageCheck> checks) {

	/**
	 * Create a page.
	 * @param application the name of the application, or {@code null}
	 * @param time the moment
	 * @param verdicts what the groups amount to, the most important first; at least one
	 * @param components whether the asker may see the components
	 * @param details whether the asker may see more of them than their status
	 * @param checks the components, in any order
	 */
	public StatusPage {
		verdicts = List.copyOf(verdicts);
		List<PageCheck> sorted = new ArrayList<>(checks);
		sorted.sort(Comparator.comparingInt((check) -> -check.urgency()));
		checks = Collections.unmodifiableList(sorted);
	}

	/**
	 * Return the first of the checks of a name that has a status.
	 * @param name the name
	 * @param status the status, or {@code null} for any
	 * @return the check, or {@code null} if there is none
	 */
	@Nullable PageCheck check(String name, @Nullable CheckStatus status) {
		return this.checks.stream()
			.filter((check) -> check.name().equals(name) && (status == null || status.equals(check.status())))
			.findFirst()
			.orElse(null);
	}

}
