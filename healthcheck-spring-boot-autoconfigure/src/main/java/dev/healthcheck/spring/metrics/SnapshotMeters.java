package dev.healthcheck.spring.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import dev.healthcheck.check.CheckStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/**
 * Meters of one registry that share a snapshot. Meters that are read together read the
 * same snapshot, so that exactly one of a set of statuses is 1, and a file is read once.
 */
final class SnapshotMeters<T> {

	/** For all statuses of the application: the values of a tag must be bounded. */
	private static final String OTHER = "OTHER";

	private static final List<String> STATUSES = Stream
		.concat(CheckStatus.ORDER.stream().map(CheckStatus::code), Stream.of(OTHER))
		.toList();

	/** Longer than a scrape takes to read a few meters, shorter than any interval. */
	private static final long VALID = TimeUnit.MILLISECONDS.toNanos(100);

	private final MeterRegistry registry;

	private final Tags tags;

	private final Supplier<T> source;

	private final List<Meter> meters = new ArrayList<>();

	/** Two threads may each take a snapshot at the same time: both are current. */
	private volatile @Nullable Snapshot<T> last;

	SnapshotMeters(MeterRegistry registry, Tags tags, Supplier<T> source) {
		this.registry = registry;
		this.tags = tags;
		this.source = source;
	}

	void gauge(String name, @Nullable String unit, String description, ToDoubleFunction<T> value) {
		gauge(name, unit, description, this.tags, value);
	}

	private void gauge(String name, @Nullable String unit, String description, Tags tags, ToDoubleFunction<T> value) {
		this.meters.add(Gauge.builder(name, () -> value.applyAsDouble(snapshot()))
			.description(description)
			.baseUnit(unit)
			.tags(tags)
			.register(this.registry));
	}

	// One gauge for each status, as in OpenMetrics' state sets; all 0 for an empty code
	void status(String name, String description, Function<T, String> code) {
		for (String status : STATUSES) {
			gauge(name, null, description, this.tags.and("status", status),
					(snapshot) -> status.equals(bounded(code.apply(snapshot))) ? 1 : 0);
		}
	}

	private static String bounded(String code) {
		return (code.isEmpty() || STATUSES.contains(code)) ? code : OTHER;
	}

	// Registries hold the object of a counter or timer weakly, but its function strongly.
	// The object is the registry itself, which outlives its meters
	void counter(String name, String description, Tags tags, ToDoubleFunction<T> value) {
		this.meters.add(FunctionCounter.builder(name, this.registry, (registry) -> value.applyAsDouble(snapshot()))
			.description(description)
			.tags(this.tags.and(tags))
			.register(this.registry));
	}

	void timer(String name, String description, Tags tags, ToLongFunction<T> count, ToDoubleFunction<T> nanos) {
		this.meters.add(FunctionTimer
			.builder(name, this.registry, (registry) -> count.applyAsLong(snapshot()),
					(registry) -> nanos.applyAsDouble(snapshot()), TimeUnit.NANOSECONDS)
			.description(description)
			.tags(this.tags.and(tags))
			.register(this.registry));
	}

	void remove() {
		this.meters.forEach(this.registry::remove);
	}

	private T snapshot() {
		long now = this.registry.config().clock().monotonicTime();
		Snapshot<T> last = this.last;
		if (last == null || now - last.takenAt() >= VALID) {
			last = new Snapshot<>(this.source.get(), now);
			this.last = last;
		}
		return last.value();
	}

	private record Snapshot<T>(T value, long takenAt) {
	}

}
