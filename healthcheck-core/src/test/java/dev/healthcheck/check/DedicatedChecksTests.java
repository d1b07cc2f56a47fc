package dev.healthcheck.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckRunner#startDedicated()}.
 */
class DedicatedChecksTests {

	private final FakeRuntime fake = new FakeRuntime();

	private final List<Set<String>> names = new ArrayList<>();

	private final CheckRunner runner = new CheckRunner(this.fake, CheckSettings.defaults(),
			(name, settings) -> settings, this.fake.runtime(), new CheckChanges() {

				@Override
				public boolean offer(CheckChange change) {
					return true;
				}

				@Override
				public void names(Set<String> names) {
					DedicatedChecksTests.this.names.add(names);
				}

			});

	private final FakeCheck shared = new FakeCheck();

	private final FakeCheck dedicated = new FakeCheck();

	@Test
	void startDedicatedWhenAllAreRegisteredRunsOnlyThoseWithAThreadOfTheirOwn() {
		register();
		this.runner.startDedicated();
		assertThat(this.runner.isRunning()).isTrue();
		assertThat(this.dedicated.runs()).isOne();
		assertThat(this.fake.queued()).isZero();
	}

	@Test
	void verdictWhileAllWaitIsStartingAndNeverLate() {
		register();
		this.runner.startDedicated();
		this.fake.advance(Duration.ofDays(1));
		this.runner.refresh("shared");
		this.fake.advance(Duration.ofDays(1));
		assertThat(this.fake.queued()).isZero();
		assertThat(verdict("shared"))
			.isEqualTo(new CheckVerdict(CheckStatus.OUT_OF_SERVICE, true, null, null, null, null));
	}

	@Test
	void startWhenDedicatedOnesRunRunsTheOthersAndCountsFromNow() {
		register();
		this.runner.startDedicated();
		this.fake.advance(Duration.ofDays(1));
		int runs = this.dedicated.runs();
		this.runner.start();
		this.runner.start();
		assertThat(this.fake.queued()).isOne();
		assertThat(this.dedicated.runs()).isEqualTo(runs);
		this.fake.advance(Duration.ofSeconds(9));
		assertThat(verdict("shared").isLate()).isFalse();
		this.fake.advance(Duration.ofSeconds(1));
		assertThat(verdict("shared").isLate()).isTrue();
		this.fake.runNext();
		assertThat(verdict("shared").status()).isEqualTo(CheckStatus.UP);
	}

	@Test
	void startWithoutStartDedicatedRunsAll() {
		register();
		this.runner.start();
		this.runner.startDedicated();
		assertThat(this.dedicated.runs()).isOne();
		assertThat(this.fake.queued()).isOne();
	}

	@Test
	void registerWhenOnlyDedicatedOnesRunWaitsForTheStartUnlessDedicated() {
		this.runner.startDedicated();
		register();
		assertThat(this.dedicated.runs()).isOne();
		assertThat(this.fake.queued()).isZero();
		this.runner.start();
		assertThat(this.fake.queued()).isOne();
	}

	@Test
	void unregisterWhileWaitingLeavesNothingToRun() {
		register();
		this.runner.startDedicated();
		assertThat(this.runner.unregister("shared")).isTrue();
		this.runner.start();
		assertThat(this.fake.queued()).isZero();
	}

	@Test
	void startDedicatedAfterAStopKeepsVerdictsOfTheOthersAsTheyWere() {
		register();
		this.runner.start();
		this.fake.runNext();
		this.fake.advance(Duration.ofSeconds(5));
		this.runner.stop();
		CheckVerdict stopped = verdict("shared");
		CheckStatistics statistics = this.runner.statistics("shared");
		this.runner.startDedicated();
		this.fake.advance(Duration.ofDays(1));
		assertThat(this.fake.queued()).isZero();
		assertThat(verdict("shared")).isEqualTo(stopped);
		assertThat(this.runner.statistics("shared")).isEqualTo(statistics);
		this.runner.start();
		assertThat(this.fake.queued()).isOne();
		assertThat(verdict("shared").isLate()).isFalse();
	}

	@Test
	void stopWhenOnlyDedicatedOnesRunStopsThem() {
		register();
		this.runner.startDedicated();
		this.runner.stop();
		assertThat(this.runner.isRunning()).isFalse();
		this.fake.advance(Duration.ofDays(1));
		assertThat(this.dedicated.runs()).isOne();
	}

	@Test
	void namesAreToldOnceAllAreStarted() {
		register();
		this.runner.startDedicated();
		this.runner.register("late", this.shared);
		this.runner.unregister("late");
		assertThat(this.names).isEmpty();
		this.runner.start();
		assertThat(this.names).containsExactly(Set.of("shared", "dedicated"));
	}

	private void register() {
		this.runner.register("shared", this.shared);
		this.runner.register("dedicated", this.dedicated, CheckSettings.defaults(), Runnable::run);
	}

	private CheckVerdict verdict(String name) {
		return Objects.requireNonNull(this.runner.verdict(name));
	}

}
