package dev.healthcheck.page;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Value object for the published results that a client may see.
 *
 * @param application the name of the application, or {@code null} if the client may not
 * see it
 * @param time when the results were read; for display only
 * @param verdicts the results of the health groups, the most important first
 * @param checks the components, or {@code null} if the client may not see them; sorted by
 * urgency
 */
public record StatusPage(@Nullable String application, Instant time, List<PageVerdict> verdicts,
		@Nullable List<PageCheck> checks) {

	public StatusPage {
		verdicts = List.copyOf(verdicts);
		checks = (checks != null)
				? checks.stream().sorted(Comparator.comparingInt(PageCheck::urgency).reversed()).toList() : null;
	}

	Map<String, Object> toMap() {
		Map<String, Object> map = new LinkedHashMap<>();
		PageCheck.putText(map, "application", this.application);
		PageCheck.putText(map, "time", this.time);
		Map<String, Object> verdicts = new LinkedHashMap<>();
		this.verdicts.forEach((verdict) -> verdicts.put(verdict.name(), verdict.toMap()));
		map.put("verdicts", verdicts);
		if (this.checks != null) {
			map.put("checks", this.checks.stream().map(PageCheck::toMap).toList());
		}
		return map;
	}

}
