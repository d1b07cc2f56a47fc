package dev.healthcheck.spring.metrics;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatusGaugesTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final AtomicReference<String> status = new AtomicReference<>("");

	private final List<Gauge> gauges = StatusGauges.register(this.registry, "x", "X", Tags.of("check", "db"),
			this.status::get);

	@ParameterizedTest
	@CsvSource({ "UP, UP", "DOWN, DOWN", "MAINTENANCE, MAINTENANCE", "OUT_OF_SERVICE, OUT_OF_SERVICE",
			"DEGRADED, DEGRADED", "UNKNOWN, UNKNOWN", "LUKEWARM, OTHER", "OTHER, OTHER" })
	void exactlyOneIsOne(String present, String one) {
		this.status.set(present);
		assertThat(this.gauges).filteredOn((gauge) -> gauge.value() == 1)
			.singleElement()
			.satisfies((gauge) -> assertThat(gauge.getId().getTag("status")).isEqualTo(one));
		assertThat(this.gauges).filteredOn((gauge) -> gauge.value() == 0).hasSize(6);
	}

	@ParameterizedTest
	@CsvSource("''")
	void noneIsOneWhereItCannotBeTold(String present) {
		this.status.set(present);
		assertThat(this.gauges).hasSize(7).allMatch((gauge) -> gauge.value() == 0);
	}

}
