package dev.healthcheck.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CheckRestartTests {

	private final FakeRuntime fake = new FakeRuntime();

	private final CheckRunner runner = this.fake.runner();

	private final FakeCheck check = new FakeCheck();

	@Test
	void whenStoppedVerdictsStandStill() {
		startAndRun();
		this.fake.advance(Duration.ofSeconds(5));
		this.runner.stop();
		CheckVerdict stopped = verdict();
		this.fake.advance(Duration.ofDays(1));
		assertThat(verdict()).isEqualTo(stopped);
		assertThat(this.runner.isRunning()).isFalse();
		assertThat(this.fake.queued()).isZero();
		assertThat(this.fake.changes()).isEmpty();
	}

	@Test
	void whenStartedAgainVerdictsAreKeptAndChecksRunAtOnce() {
		this.check.fails();
		startAndRun();
		this.runner.stop();
		this.fake.advance(Duration.ofDays(1));
		this.runner.start();
		assertThat(this.runner.isRunning()).isTrue();
		assertThat(verdict().status()).isEqualTo(CheckStatus.DOWN);
		assertThat(verdict().isLate()).isFalse();
		assertThat(this.fake.queued()).isOne();
		this.check.passes();
		this.fake.runNext();
		assertThat(this.fake.changes()).containsExactly("db: DOWN > UP");
	}

	@Test
	void whenStoppedDuringARunItIsInterruptedAndNoDownIsPublished() {
		this.check.passes();
		startAndRun();
		List<Boolean> interrupted = new ArrayList<>();
		this.check.answers(() -> {
			this.runner.stop();
			interrupted.add(Thread.interrupted());
			throw new InterruptedException("stopped");
		});
		this.runner.refresh("db");
		this.fake.runNext();
		assertThat(interrupted).containsExactly(true);
		assertThat(verdict().status()).isEqualTo(CheckStatus.UP);
		assertThat(this.fake.changes()).isEmpty();
	}

	@Test
	void whenStoppedAQueuedRunNeverRuns() {
		this.runner.register("db", this.check);
		this.runner.start();
		this.runner.stop();
		this.fake.runNext();
		assertThat(this.check.runs()).isZero();
		assertThat(verdict().status()).isEqualTo(CheckStatus.OUT_OF_SERVICE);
	}

	@Test
	void whenStartedOrStoppedTwiceTheSecondDoesNothing() {
		this.runner.register("db", this.check);
		this.runner.stop();
		this.runner.start();
		this.runner.start();
		assertThat(this.fake.queued()).isOne();
		this.fake.runNext();
		this.runner.stop();
		CheckVerdict stopped = verdict();
		this.fake.advance(Duration.ofDays(1));
		this.runner.stop();
		assertThat(verdict()).isEqualTo(stopped);
	}

	@Test
	void whenRegisteredWhileStoppedTheVerdictIsThatOfANewCheck() {
		this.fake.advance(Duration.ofDays(1));
		this.runner.register("db", this.check);
		this.fake.advance(Duration.ofDays(1));
		assertThat(verdict().status()).isEqualTo(CheckStatus.OUT_OF_SERVICE);
		assertThat(verdict().isLate()).isFalse();
	}

	@Test
	void whenStartedAgainWhileARunHangsTheNextWaitsForItsEnd() {
		startAndRun();
		List<Integer> queued = new ArrayList<>();
		this.check.answers(() -> {
			this.runner.stop();
			this.runner.start();
			this.runner.refresh("db");
			this.runner.stop();
			this.runner.start();
			this.fake.advance(Duration.ofSeconds(10));
			queued.add(this.fake.queued());
			return CheckResult.down("of a former life");
		});
		this.runner.refresh("db");
		this.fake.runNext();
		assertThat(queued).containsExactly(0);
		assertThat(this.fake.changes()).containsExactly("db: UP > UP late");
		this.check.passes();
		assertThat(this.fake.queued()).isOne();
		this.fake.runNext();
		assertThat(this.fake.changes()).containsExactly("db: UP late > UP");
	}

	@Test
	void whenStoppedAgainBeforeAHungRunEndsNothingRuns() {
		startAndRun();
		this.check.answers(() -> {
			this.runner.stop();
			this.runner.start();
			this.runner.stop();
			return CheckResult.up();
		});
		this.runner.refresh("db");
		this.fake.runNext();
		assertThat(this.fake.queued()).isZero();
	}

	private void startAndRun() {
		this.runner.register("db", this.check);
		this.runner.start();
		this.fake.runNext();
		this.fake.changes();
	}

	private CheckVerdict verdict() {
		return Objects.requireNonNull(this.runner.verdict("db"));
	}

}
