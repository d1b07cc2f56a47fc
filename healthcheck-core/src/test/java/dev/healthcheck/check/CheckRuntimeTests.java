package dev.healthcheck.check;

import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

import dev.healthcheck.thread.DaemonThreadFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckRuntime}.
 */
class CheckRuntimeTests {

	@Test
	void jitterIsOfTenPercentEitherWay() {
		DoubleSupplier jitter = CheckRuntime.real(DaemonThreadFactory.inheriting()::newThread).jitter();
		double[] factors = DoubleStream.generate(jitter).limit(10_000).sorted().toArray();
		assertThat(factors[0]).isBetween(0.9, 0.91);
		assertThat(factors[factors.length - 1]).isBetween(1.09, 1.1);
	}

}
