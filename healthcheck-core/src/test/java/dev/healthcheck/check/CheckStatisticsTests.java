package dev.healthcheck.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import dev.healthcheck.check.CheckStatistics.RunOutcome;
import dev.healthcheck.check.CheckStatistics.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a check has done, with the default settings: 27 s after a pass, 9 s after a
 * failure, 1 s to confirm, 10 s of timeout.
 */
@Timeout(300)
class CheckStatisticsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final FakeRuntime fake = new FakeRuntime().running();

	private final CheckRunner runner = this.fake.runner();

	private final FakeCheck check = new FakeCheck();

	@Test
	void whenNothingHasRunYetThereIsNoAge() {
		this.runner.register("db", this.check);
		assertThat(statistics().age()).isNull();
		assertThat(statistics().runs()).isEmpty();
		assertThat(statistics().changes()).isZero();
		assertThat(this.runner.statistics("other")).isNull();
	}

	@Test
	void runsAreCountedByOutcomeWithHowLongTheyTook() {
		start(taking(Duration.ofSeconds(2), CheckResult::up));
		start(taking(Duration.ofSeconds(3), CheckResult::up));
		start(taking(Duration.ofSeconds(4), () -> CheckResult.down("refused")));
		start(taking(TIMEOUT.plusNanos(1), CheckResult::up));
		start(taking(Duration.ofSeconds(1), () -> {
			throw new InconclusiveException("saturated");
		}));
		assertThat(statistics().runs(RunOutcome.PASS)).isEqualTo(new Runs(2, Duration.ofSeconds(5)));
		assertThat(statistics().runs(RunOutcome.FAIL)).isEqualTo(new Runs(1, Duration.ofSeconds(4)));
		assertThat(statistics().runs(RunOutcome.TIMEOUT)).isEqualTo(new Runs(1, TIMEOUT.plusNanos(1)));
		assertThat(statistics().runs(RunOutcome.INCONCLUSIVE)).isEqualTo(new Runs(1, Duration.ofSeconds(1)));
	}

	@Test
	void ageIsThatOfTheLastResultThatCounts() {
		start(CheckResult::up);
		this.fake.advance(Duration.ofSeconds(20));
		assertThat(statistics().age()).isEqualTo(Duration.ofSeconds(20));
		this.check.answers(taking(TIMEOUT.plusNanos(1), CheckResult::up));
		this.fake.advance(Duration.ofSeconds(7));
		assertThat(statistics().age()).isGreaterThan(Duration.ofSeconds(37));
		this.runner.stop();
		Duration age = statistics().age();
		this.fake.advance(Duration.ofSeconds(7));
		assertThat(statistics().age()).isEqualTo(age);
	}

	@Test
	void changesAreThoseOfTheStatus() {
		start(CheckResult::up);
		assertThat(statistics().changes()).isOne();
		this.fake.advance(Duration.ofMinutes(5));
		assertThat(statistics().changes()).isOne();
		this.check.fails();
		this.fake.advance(Duration.ofSeconds(28));
		assertThat(statistics().verdict().status()).isEqualTo(CheckStatus.DOWN);
		assertThat(statistics().changes()).isEqualTo(2);
	}

	@Test
	void namesAreToldOnceStartedAndAfterEachRegistrationAndRemoval() throws Exception {
		BlockingQueue<Set<String>> heard = new LinkedBlockingQueue<>();
		CheckRunner told = new CheckRunner(new CheckThreads("names", 1), CheckSettings.defaults(),
				List.of(new CheckListener() {

					@Override
					public void onChange(CheckChange change) {
						throw new IllegalStateException("not my business");
					}

					@Override
					public void onNames(Set<String> names) {
						heard.add(names);
					}

				}));
		told.register("a", CheckResult::up);
		told.start();
		assertThat(heard.take()).containsExactly("a");
		told.register("b", CheckResult::up);
		assertThat(heard.take()).containsExactly("a", "b");
		told.unregister("a");
		assertThat(heard.take()).containsExactly("b");
		told.stop();
		told.unregister("b");
		assertThat(heard).isEmpty();
	}

	@Test
	void poolTellsBusyThreadsAndWaitingAndHungChecks() throws Exception {
		CountDownLatch letGo = new CountDownLatch(1);
		CheckThreads threads = new CheckThreads("pool", 2);
		CheckRunner pooled = new CheckRunner(threads, TestSettings.quick(Duration.ofSeconds(9), Duration.ofMillis(50)),
				List.of());
		assertThat(pooled.pool()).isEqualTo(new CheckThreads.Usage(0, 2, 0, 0));
		pooled.start();
		List<HungCheck> checks = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			HungCheck hung = new HungCheck(letGo);
			checks.add(hung);
			pooled.register("hung-" + i, hung);
			hung.awaitStart();
		}
		pooled.register("waiting", CheckResult::up);
		pooled.register("apart", new HungCheck(letGo), CheckSettings.defaults(), new CheckThreads("apart", 1));
		while (pooled.pool().hung() < 2) {
			Thread.onSpinWait();
		}
		assertThat(pooled.pool()).isEqualTo(new CheckThreads.Usage(2, 2, 1, 2));
		pooled.unregister("hung-0");
		assertThat(pooled.pool()).isEqualTo(new CheckThreads.Usage(2, 2, 1, 1));
		letGo.countDown();
		pooled.stop();
		assertThat(checks).allSatisfy((hung) -> assertThat(hung.runs()).isOne());
	}

	@Test
	void runIsHungOnceItTakesLongerThanItsTimeout() {
		FakeRuntime queued = new FakeRuntime();
		CheckRunner one = queued.runner();
		List<Integer> hung = new ArrayList<>();
		one.register("slow", () -> {
			for (Duration next : List.of(Duration.ZERO, TIMEOUT, Duration.ofNanos(1))) {
				queued.advance(next);
				hung.add(one.pool().hung());
			}
			return CheckResult.up();
		});
		one.start();
		queued.advance(TIMEOUT.plusNanos(1));
		assertThat(one.pool().hung()).as("is queued").isZero();
		queued.runNext();
		assertThat(hung).containsExactly(0, 0, 1);
		assertThat(one.pool().hung()).as("has ended").isZero();
	}

	/** Have a check registered, run once, and then run again as soon as another comes. */
	private void start(Check answer) {
		this.check.answers(answer);
		if (!this.runner.isRunning()) {
			this.runner.register("db", this.check);
			this.runner.start();
			this.fake.advance(Duration.ZERO);
		}
		else {
			this.runner.refresh("db");
			this.fake.advance(Duration.ZERO);
		}
	}

	private Check taking(Duration duration, Check answer) {
		return () -> {
			this.fake.advance(duration);
			return answer.run();
		};
	}

	private CheckStatistics statistics() {
		return Objects.requireNonNull(this.runner.statistics("db"));
	}

}
