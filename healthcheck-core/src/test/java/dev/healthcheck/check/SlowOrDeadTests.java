
package dev.healthcheck.check;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for runs that are known early to fail, and for runs that are inconclusive.
 */
class SlowOrDeadTests {

	private static final Duration QUARTER = CheckSettings.defaults().timeout().dividedBy(4);

	private final FakeRuntime fake = new FakeRuntime();

	private final CheckRunner runner = this.fake.runner();

	private final ForesightedCheck check = new ForesightedCheck();

	@BeforeEach
	void start() {
		this.runner.start();
		this.runner.register("db", this.check);
	}

	@Test
	void whenAFailureIsForeseenTheRunCountsAsFailedAtTheFirstQuarter() {
		this.check.earlyFailure = CheckResult.down("dead");
		this.check.takes = QUARTER;
		this.fake.runNext();
		assertThat(verdict().status()).isEqualTo(CheckStatus.DOWN);
		assertThat(verdict().result()).isEqualTo(CheckResult.down("dead"));
		assertThat(Objects.requireNonNull(verdict().lastRun()).duration()).isEqualTo(QUARTER);
		assertThat(this.check.interrupted).isTrue();
	}

	@Test
	void whenAFailureIsForeseenLaterItIsAskedForAgain() {
		this.check.earlyFailureFrom = 3;
		this.check.earlyFailure = CheckResult.down("dead");
		this.check.takes = CheckSettings.defaults().timeout();
		this.fake.runNext();
		assertThat(verdict().status()).isEqualTo(CheckStatus.DOWN);
		assertThat(Objects.requireNonNull(verdict().lastRun()).duration()).isEqualTo(QUARTER.multipliedBy(3));
		assertThat(this.check.asked).isEqualTo(3);
	}

	@Test
	void whenTheRunReturnsAfterwardsWhatItReturnsIsDiscardedAndTheNextRunIsDueAfterTheForeseenResult() {
		this.check.earlyFailure = CheckResult.down("dead");
		this.check.takes = QUARTER.plusSeconds(1);
		this.fake.runNext();
		assertThat(verdict().result()).isEqualTo(CheckResult.down("dead"));
		this.fake.advance(CheckSettings.defaults().failureTtl().minusSeconds(1).minusNanos(1));
		assertThat(this.fake.queued()).isZero();
		this.fake.advance(Duration.ofNanos(1));
		assertThat(this.fake.queued()).isOne();
	}

	@Test
	void whenNothingIsForeseenARunThatTakesTooLongIsLateAndInterrupted() {
		this.check.takes = CheckSettings.defaults().timeout().plusNanos(1);
		this.fake.runNext();
		assertThat(this.check.asked).isEqualTo(3);
		assertThat(this.check.interrupted).isTrue();
		assertThat(verdict().isLate()).isTrue();
		assertThat(verdict().result()).isNull();
	}

	@Test
	void whenTheQuestionThrowsNothingIsForeseen() {
		this.check.question = new StackOverflowError();
		this.check.takes = QUARTER;
		this.fake.runNext();
		assertThat(verdict().status()).isEqualTo(CheckStatus.UP);
	}

	@Test
	void whenARunIsQuickNothingIsAsked() {
		this.check.takes = QUARTER.minusNanos(1);
		this.fake.runNext();
		this.fake.advance(CheckSettings.defaults().timeout());
		assertThat(this.check.asked).isZero();
	}

	@Test
	void whenARunIsInconclusiveItNeitherPassesNorFailsAndTheCheckBecomesLate() {
		this.fake.runNext();
		assertThat(verdict().status()).isEqualTo(CheckStatus.UP);
		this.check.inconclusive = true;
		for (int i = 0; i < 3; i++) {
			this.fake.advance(CheckSettings.defaults().successTtl());
			this.fake.runNext();
		}
		assertThat(verdict().isLate()).isTrue();
		assertThat(verdict().lateReason()).isEqualTo("all in use");
		assertThat(verdict().status()).isEqualTo(CheckStatus.UP);
		this.fake.advance(CheckSettings.defaults().staleAfter());
		assertThat(verdict().status()).isEqualTo(CheckStatus.DEGRADED);
		this.check.inconclusive = false;
		this.fake.runNext();
		assertThat(verdict().status()).isEqualTo(CheckStatus.UP);
		assertThat(verdict().isLate()).isFalse();
		assertThat(verdict().lateReason()).isNull();
	}

	@Test
	void whenARunThatTookTooLongIsInconclusiveItSaysWhyTheCheckIsLate() {
		this.check.takes = CheckSettings.defaults().timeout().plusNanos(1);
		this.check.inconclusive = true;
		this.fake.runNext();
		assertThat(verdict().isLate()).isTrue();
		assertThat(verdict().lateReason()).isEqualTo("all in use");
		this.check.inconclusive = false;
		this.fake.advance(CheckSettings.defaults().failureTtl());
		this.fake.runNext();
		assertThat(verdict().isLate()).isTrue();
		assertThat(verdict().lateReason()).isNull();
	}

	private CheckVerdict verdict() {
		return Objects.requireNonNull(this.runner.verdict("db"));
	}

	private final class ForesightedCheck implements Check {

		private Duration takes = Duration.ZERO;

		private @Nullable CheckResult earlyFailure;

		private int earlyFailureFrom = 1;

		private @Nullable Error question;

		private boolean inconclusive;

		private int asked;

		private boolean interrupted;

		@Override
		public CheckResult run() throws InconclusiveException {
			SlowOrDeadTests.this.fake.advance(this.takes);
			this.interrupted = Thread.interrupted();
			if (this.inconclusive) {
				throw new InconclusiveException("all in use");
			}
			return CheckResult.up();
		}

		@Override
		public @Nullable CheckResult earlyFailure() {
			this.asked++;
			if (this.question != null) {
				throw this.question;
			}
			return (this.asked >= this.earlyFailureFrom) ? this.earlyFailure : null;
		}

	}

}
