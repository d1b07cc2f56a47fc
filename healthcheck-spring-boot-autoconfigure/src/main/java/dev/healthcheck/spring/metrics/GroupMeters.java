package dev.healthcheck.spring.metrics;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Status;

/**
 * {@link MeterBinder} for health groups. A group whose status cannot be told without
 * running an indicator has none: all its gauges are 0.
 */
final class GroupMeters implements MeterBinder {

	private final Map<String, Supplier<@Nullable Status>> groups;

	/**
	 * Create a binder.
	 * @param groups returns the status of each group by its name, {@code null} while it
	 * cannot be told without running an indicator
	 */
	GroupMeters(Map<String, Supplier<@Nullable Status>> groups) {
		this.groups = Map.copyOf(groups);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.groups
			.forEach((name, status) -> new SnapshotMeters<>(registry, Tags.of("group", name), () -> code(status.get()))
				.status("healthcheck.group.status", "Whether the health group has this status", Function.identity()));
	}

	private static String code(@Nullable Status status) {
		return (status != null) ? status.getCode() : "";
	}

}
