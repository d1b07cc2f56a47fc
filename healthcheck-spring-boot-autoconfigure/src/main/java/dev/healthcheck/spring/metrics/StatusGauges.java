package dev.healthcheck.spring.metrics;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.healthcheck.check.CheckStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * A status as a set of gauges, one for each status that there can be, of which that of
 * the present one is 1 and all others are 0. This is what OpenMetrics calls a state set,
 * and what kube-state-metrics does: an alert names the status it is about, sums count
 * instances, and no number has to be looked up in a table of severities.
 */
final class StatusGauges {

	/** Stands for all statuses of an application's own: a tag must have a bound. */
	static final String OTHER = "OTHER";

	/** The values of the tag. */
	static final List<String> VALUES = Stream
		.concat(CheckStatus.ORDER.stream().map(CheckStatus::code), Stream.of(OTHER))
		.toList();

	private StatusGauges() {
	}

	/**
	 * Register the gauges.
	 * @param registry the registry
	 * @param name the name of the meters
	 * @param description what they tell
	 * @param tags what they are about
	 * @param status returns the code of the present status, empty if it cannot be told
	 * @return the gauges
	 */
	static List<Gauge> register(MeterRegistry registry, String name, String description, Tags tags,
			Supplier<String> status) {
		return VALUES.stream()
			.map((value) -> Gauge.builder(name, status, (present) -> is(value, present.get()))
				.description(description)
				.tags(tags.and("status", value))
				.strongReference(true)
				.register(registry))
			.toList();
	}

	private static double is(String value, String present) {
		boolean other = !present.isEmpty() && !VALUES.contains(present);
		return (other ? value.equals(OTHER) : value.equals(present)) ? 1 : 0;
	}

}
