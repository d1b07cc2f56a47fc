package dev.healthcheck.spring.metrics;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SnapshotMetersTests {

	private final MockClock clock = new MockClock();

	private final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, this.clock);

	private final AtomicReference<String> status = new AtomicReference<>("");

	private final AtomicInteger taken = new AtomicInteger();

	@ParameterizedTest
	@CsvSource({ "UP, UP", "DOWN, DOWN", "MAINTENANCE, MAINTENANCE", "OUT_OF_SERVICE, OUT_OF_SERVICE",
			"DEGRADED, DEGRADED", "UNKNOWN, UNKNOWN", "LUKEWARM, OTHER", "OTHER, OTHER" })
	void statusWhenPresentIsOneForExactlyOne(String present, String one) {
		this.status.set(present);
		addStatus();
		assertThat(this.registry.get("x").gauges()).filteredOn((gauge) -> gauge.value() == 1)
			.singleElement()
			.satisfies((gauge) -> assertThat(gauge.getId().getTag("status")).isEqualTo(one));
		assertThat(this.registry.get("x").gauges()).filteredOn((gauge) -> gauge.value() == 0).hasSize(6);
	}

	@Test
	void statusWhenItCannotBeToldIsZeroForAll() {
		addStatus();
		assertThat(this.registry.get("x").gauges()).hasSize(7).allMatch((gauge) -> gauge.value() == 0);
	}

	@Test
	void snapshotWhenMetersAreReadTogetherIsTakenOnce() {
		SnapshotMeters<Integer> meters = new SnapshotMeters<>(this.registry, Tags.empty(), this.taken::incrementAndGet);
		meters.gauge("x", null, "X", Integer::doubleValue);
		meters.gauge("y", null, "Y", Integer::doubleValue);
		Gauge x = this.registry.get("x").gauge();
		assertThat(this.taken).hasValue(0);
		assertThat(x.value()).isOne();
		this.clock.add(Duration.ofMillis(100).minusNanos(1));
		assertThat(this.registry.get("y").gauge().value()).isOne();
		this.clock.add(Duration.ofNanos(1));
		assertThat(x.value()).isEqualTo(2);
		assertThat(this.taken).hasValue(2);
	}

	@Test
	void counterAndTimerWhenAllGaugesAreDeniedStillCount() {
		this.registry.config().meterFilter(MeterFilter.denyNameStartsWith("gauge"));
		addGaugeCounterAndTimer();
		System.gc();
		assertThat(this.registry.get("counter").functionCounter().count()).isOne();
		assertThat(this.registry.get("timer").functionTimer().count()).isOne();
	}

	private void addStatus() {
		new SnapshotMeters<>(this.registry, Tags.of("check", "db"), this.status::get).status("x", "X",
				Function.identity());
	}

	private void addGaugeCounterAndTimer() {
		SnapshotMeters<Integer> meters = new SnapshotMeters<>(this.registry, Tags.empty(), this.taken::incrementAndGet);
		meters.gauge("gauge", null, "G", Integer::doubleValue);
		meters.counter("counter", "C", Tags.empty(), Integer::doubleValue);
		meters.timer("timer", "T", Tags.empty(), Integer::longValue, Integer::doubleValue);
	}

}
