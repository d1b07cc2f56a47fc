package dev.healthcheck.check;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Check#current(CheckResult)}.
 */
class CurrentResultTests {

	private final FakeRuntime fake = new FakeRuntime();

	private final CheckRunner runner = this.fake.runner();

	private final CheckResult inMemory = CheckResult.degraded("in memory");

	private @Nullable CheckResult overriding;

	private CheckResult found = CheckResult.up("found");

	private boolean throwing;

	private final Check check = new Check() {

		@Override
		public CheckResult run() {
			return CurrentResultTests.this.found;
		}

		@Override
		public @Nullable CheckResult current(@Nullable CheckResult result) {
			if (CurrentResultTests.this.throwing) {
				throw new IllegalStateException("test");
			}
			CheckResult overriding = CurrentResultTests.this.overriding;
			return (overriding != null) ? overriding : result;
		}

	};

	@Test
	void verdictBeforeTheFirstRunHasEndedIsWhatIsKnown() {
		start();
		assertThat(verdict().starting()).isTrue();
		this.overriding = this.inMemory;
		assertThat(verdict().starting()).isFalse();
		assertThat(verdict().status()).isEqualTo(CheckStatus.DEGRADED);
		assertThat(verdict().result()).isEqualTo(this.inMemory);
		assertThat(Objects.requireNonNull(this.runner.statistics("db")).verdict()).isEqualTo(verdict());
	}

	@Test
	void verdictOfAFirstRunThatHangsIsLateAndLeftToOnTimeoutOnlyOnceItIsStale() {
		this.overriding = CheckResult.up();
		start();
		this.fake.advance(Duration.ofSeconds(69));
		assertThat(verdict().isLate()).isTrue();
		assertThat(verdict().status()).isEqualTo(CheckStatus.UP);
		this.fake.advance(Duration.ofSeconds(1));
		assertThat(verdict().status()).isEqualTo(CheckStatus.DEGRADED);
	}

	@Test
	void verdictAfterARunIsWhatItsResultMeansNow() {
		start();
		this.fake.runNext();
		this.overriding = this.inMemory;
		assertThat(verdict().status()).isEqualTo(CheckStatus.DEGRADED);
		assertThat(verdict().result()).isEqualTo(this.inMemory);
		CheckRun lastRun = Objects.requireNonNull(verdict().lastRun());
		assertThat(lastRun.result()).isEqualTo(this.inMemory);
		this.overriding = null;
		assertThat(verdict().result()).isSameAs(this.found);
	}

	@Test
	void changeIsAnnouncedByARefreshWhileARunHangs() {
		start();
		this.overriding = this.inMemory;
		assertThat(this.fake.changes()).isEmpty();
		this.runner.refresh("db");
		assertThat(this.fake.changes()).containsExactly("db: OUT_OF_SERVICE > DEGRADED");
	}

	@Test
	void thresholdsCountWhatRunsHaveFound() {
		start();
		this.fake.runNext();
		this.overriding = CheckResult.down("in memory");
		this.fake.running().advance(Duration.ofMinutes(1));
		this.overriding = null;
		assertThat(verdict().status()).isEqualTo(CheckStatus.UP);
	}

	@Test
	void verdictWhereTheCheckThrowsIsAsRunsHaveLeftIt() {
		start();
		this.fake.runNext();
		this.throwing = true;
		assertThat(verdict().status()).isEqualTo(CheckStatus.UP);
		this.found = CheckResult.down("found");
		this.fake.running().advance(Duration.ofMinutes(1));
		assertThat(verdict().status()).isEqualTo(CheckStatus.DOWN);
	}

	private void start() {
		this.runner.register("db", this.check);
		this.runner.start();
	}

	private CheckVerdict verdict() {
		return Objects.requireNonNull(this.runner.verdict("db"));
	}

}
