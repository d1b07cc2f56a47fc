package dev.healthcheck.check;

import java.time.Duration;
import java.util.Objects;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 26 of docs/reliability.md, for the core: short faults flip nothing, and a fault
 * that stays is told in time.
 */
class BlipTests {

	private static final Duration BLIP = Duration.ofMillis(50);

	private static final Duration TTL = CheckSettings.defaults().successTtl();

	private static final Duration TIMEOUT = CheckSettings.defaults().timeout();

	private static final Duration RETRY = CheckSettings.defaults().retryDelay();

	/** Each phase of the minute is tried, so that many a blip is met by a run. */
	@ParameterizedTest
	@ValueSource(doubles = { 0.9, 1, 1.1 })
	void whenThereIsABlipEveryMinuteNothingFlips(double jitter) {
		int met = 0;
		for (Duration phase = BLIP; phase.toSeconds() < 60; phase = phase.plus(BLIP)) {
			FakeRuntime fake = new FakeRuntime().running();
			fake.jitter(jitter);
			CheckRunner runner = fake.runner();
			long first = phase.toNanos();
			FakeCheck check = new FakeCheck();
			check.answers(() -> {
				long sinceBlip = Math.floorMod(fake.elapsed().toNanos() - first, Duration.ofMinutes(1).toNanos());
				return (sinceBlip < BLIP.toNanos()) ? CheckResult.down("blip") : CheckResult.up();
			});
			runner.register("db", check);
			runner.start();
			fake.advance(Duration.ofHours(1));
			assertThat(fake.changes()).containsExactly("db: OUT_OF_SERVICE > UP");
			met += check.runs() - (int) (Duration.ofHours(1).toMillis() / (TTL.toMillis() * jitter)) - 1;
		}
		assertThat(met).isPositive();
	}

	/**
	 * The two runs that find the fault may together take as long as the timeout; a fault
	 * that slows both of them to the timeout takes one timeout more.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 0, 100, 5000 })
	void whenAFaultStaysTheCheckIsDownInTime(long runMillis) {
		Duration run = Duration.ofMillis(runMillis);
		Duration bound = Duration.ofMillis((long) (TTL.plus(RETRY).toMillis() * 1.1)).plus(TIMEOUT);
		for (Duration begin = BLIP; begin.toSeconds() < 60; begin = begin.plus(BLIP)) {
			FakeRuntime fake = new FakeRuntime().running();
			fake.jitter(1.1);
			CheckRunner runner = fake.runner();
			Duration fault = begin;
			runner.register("db", () -> {
				boolean faulty = fake.elapsed().compareTo(fault) >= 0;
				fake.advance(run);
				return faulty ? CheckResult.down("fault") : CheckResult.up();
			});
			runner.start();
			fake.advance(fault.plus(bound));
			assertThat(Objects.requireNonNull(runner.verdict("db")).status()).isEqualTo(CheckStatus.DOWN);
		}
	}

}
