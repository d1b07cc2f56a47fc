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
 * The meters of one registry that read the same snapshot. It is taken once for all meters
 * that are read together: exactly one of a set of statuses is 1 then, and a snapshot that
 * needs a file reads it once.
 *
 * @param <T> the type of the snapshot
 */
final class SnapshotMeters<T> {

	/** All statuses of the application's own: the values of a tag must be bounded. */
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

	/** Threads that read at the same time may both take one: either is current. */
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

	// One gauge for each status, as in a state set of OpenMetrics: no number has to be
	// looked up in a table of severities. All are 0 where the code is empty.
	void status(String name, String description, Function<T, String> code) {
		for (String status : STATUSES) {
			gauge(name, null, description, this.tags.and("status", status),
					(snapshot) -> is(status, code.apply(snapshot)) ? 1 : 0);
		}
	}

	private static boolean is(String status, String code) {
		boolean other = !code.isEmpty() && !STATUSES.contains(code);
		return status.equals(other ? OTHER : code);
	}

	// Registries refer weakly to what a counter or timer reads, but not to the function:
	// what they read is the registry itself, which outlives its meters
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
