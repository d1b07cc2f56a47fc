package dev.healthcheck.spring.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.healthcheck.check.CheckListener;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.check.OnTimeout;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Meters of checks that run on real threads.
 */
@Timeout(300)
class CheckMetersTests {

	private final CountDownLatch letGo = new CountDownLatch(1);

	private final AtomicInteger runs = new AtomicInteger();

	private final CheckListener[] listener = new CheckListener[1];

	private final CheckRunner runner = new CheckRunner(new CheckThreads("metered", 2), CheckSettings.defaults(),
			() -> List.of(this.listener).iterator());

	private final CheckMeters meters = new CheckMeters(this.runner);

	private final MeterRegistry registry = new SimpleMeterRegistry();

	CheckMetersTests() {
		this.listener[0] = this.meters;
	}

	@AfterEach
	void stop() {
		this.letGo.countDown();
		this.runner.stop();
	}

	@Test
	void checkThatIsRegisteredLaterGetsMetersAndLosesThemWithItsRemoval() {
		this.runner.register("first", CheckResult::up);
		this.meters.bindTo(this.registry);
		assertThat(checks(this.registry)).containsExactly("first");
		this.runner.start();
		this.runner.register("second", CheckResult::up);
		Awaitility.await().until(() -> checks(this.registry).equals(Set.of("first", "second")));
		assertThat(metersOf("second")).isEqualTo(metersOf("first")).isEqualTo(14);
		this.runner.unregister("first");
		Awaitility.await().until(() -> checks(this.registry).equals(Set.of("second")));
		assertThat(metersOf("first")).isZero();
		assertThat(metersOf("second")).isEqualTo(14);
		this.runner.register("first", CheckResult::up);
		Awaitility.await().until(() -> checks(this.registry).equals(Set.of("first", "second")));
	}

	@Test
	void metersAreTakenOutOfEachPartOfACompositeRegistry() {
		CompositeMeterRegistry composite = new CompositeMeterRegistry();
		composite.add(this.registry);
		this.runner.register("gone", CheckResult::up);
		this.runner.start();
		this.meters.bindTo(composite);
		assertThat(checks(this.registry)).containsExactly("gone");
		this.runner.unregister("gone");
		Awaitility.await().until(() -> checks(this.registry).isEmpty());
	}

	@Test
	void valuesAreThoseOfTheRunner() {
		this.runner.register("db", () -> CheckResult.down("refused"));
		this.meters.bindTo(this.registry);
		assertThat(value("healthcheck.check.age", "check", "db")).isNaN();
		assertThat(value("healthcheck.check.status", "status", "OUT_OF_SERVICE")).isOne();
		this.runner.start();
		Awaitility.await().until(() -> value("healthcheck.check.status", "status", "DOWN") == 1);
		assertThat(value("healthcheck.check.status", "status", "OUT_OF_SERVICE")).isZero();
		assertThat(value("healthcheck.check.age", "check", "db")).isNotNegative();
		assertThat(value("healthcheck.check.late", "check", "db")).isZero();
		assertThat(value("healthcheck.check.changes", "check", "db")).isOne();
		assertThat(value("healthcheck.check.runs", "outcome", "fail")).isPositive();
		assertThat(value("healthcheck.check.runs", "outcome", "pass")).isZero();
	}

	@Test
	void readingNeitherWaitsForACheckNorRunsOne() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		Duration timeout = Duration.ofMillis(50);
		this.runner.register("hung", () -> {
			this.runs.incrementAndGet();
			started.countDown();
			return awaitUninterruptibly();
		}, new CheckSettings(timeout, timeout, timeout, timeout, timeout, 1, 1, OnTimeout.degraded(), true));
		this.meters.bindTo(this.registry);
		this.runner.start();
		started.await();
		Awaitility.await().until(() -> value("healthcheck.check.status", "status", "DEGRADED") == 1);
		Awaitility.await().until(() -> this.registry.get("healthcheck.pool.hung").gauge().value() == 1);
		assertThat(value("healthcheck.check.late", "check", "hung")).isPositive();
		assertThat(this.registry.get("healthcheck.pool.busy").gauge().value()).isOne();
		assertThat(this.registry.get("healthcheck.pool.max").gauge().value()).isEqualTo(2);
		assertThat(this.registry.get("healthcheck.pool.waiting").gauge().value()).isZero();
		assertThat(this.runs).hasValue(1);
		assertThat(value("healthcheck.check.runs", "outcome", "timeout")).isZero();
		this.letGo.countDown();
		Awaitility.await().until(() -> value("healthcheck.check.runs", "outcome", "timeout") == 1);
	}

	private CheckResult awaitUninterruptibly() {
		while (this.letGo.getCount() > 0) {
			try {
				this.letGo.await();
			}
			catch (InterruptedException ex) {
				// The latch alone decides
			}
		}
		return CheckResult.up();
	}

	private double value(String meter, String tag, String value) {
		return this.registry.get(meter).tag(tag, value).meter().measure().iterator().next().getValue();
	}

	private long metersOf(String check) {
		return this.registry.getMeters()
			.stream()
			.filter((meter) -> check.equals(meter.getId().getTag("check")))
			.count();
	}

	private static Set<String> checks(MeterRegistry registry) {
		return registry.getMeters()
			.stream()
			.map((meter) -> meter.getId().getTag("check"))
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
	}

}
