package dev.healthcheck.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The life of a check, rule by rule, with the default settings: 27 s after a pass, 9 s
 * after a failure, 1 s to confirm, 10 s of timeout, stale after 60 s.
 */
class CheckRunnerTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Duration NANO = Duration.ofNanos(1);

	private final FakeRuntime fake = new FakeRuntime();

	private final CheckRunner runner = this.fake.runner();

	private final FakeCheck check = new FakeCheck();

	@BeforeEach
	void start() {
		this.runner.start();
	}

	@Test
	void whenARunEndsExactlyAtTheTimeoutItCounts() {
		this.check.answers(() -> {
			this.fake.advance(TIMEOUT);
			return CheckResult.down("just in time");
		});
		register();
		this.fake.runNext();
		assertThat(verdict().result()).isEqualTo(CheckResult.down("just in time"));
		assertThat(Objects.requireNonNull(verdict().lastRun()).duration()).isEqualTo(TIMEOUT);
	}

	@Test
	void whenARunEndsJustAfterTheTimeoutItsResultIsDiscarded() {
		this.check.answers(() -> {
			this.fake.advance(TIMEOUT.plus(NANO));
			return CheckResult.down("too late");
		});
		register();
		this.fake.runNext();
		assertThat(verdict().result()).isNull();
		assertThat(verdict().lastRun()).isNull();
		assertThat(verdict().isLate()).isTrue();
	}

	@Test
	void whenARunIsQueuedTheTimeoutCountsFromItsStart() {
		this.check.answers(() -> {
			this.fake.advance(TIMEOUT);
			return CheckResult.up();
		});
		register();
		this.fake.advance(Duration.ofSeconds(30));
		this.fake.runNext();
		assertThat(verdict().status()).isEqualTo(CheckStatus.UP);
		assertThat(verdict().isLate()).isFalse();
	}

	@Test
	void whenTwoRunsInARowFailTheCheckIsDownUntilOnePasses() {
		register();
		this.fake.runNext();
		this.check.fails();
		nextRunAfter(Duration.ofSeconds(27));
		assertThat(verdict().status()).isEqualTo(CheckStatus.UP);
		nextRunAfter(Duration.ofSeconds(1));
		assertThat(verdict().status()).isEqualTo(CheckStatus.DOWN);
		this.check.passes();
		nextRunAfter(Duration.ofSeconds(9));
		assertThat(verdict().status()).isEqualTo(CheckStatus.UP);
		nextRunAfter(Duration.ofSeconds(27));
		assertThat(this.check.runs()).isEqualTo(5);
	}

	@Test
	void lateRunsNeitherCountNorReset() {
		register();
		this.fake.runNext();
		this.check.fails();
		nextRunAfter(Duration.ofSeconds(27));
		this.check.answers(() -> {
			this.fake.advance(TIMEOUT.plus(NANO));
			return CheckResult.up();
		});
		nextRunAfter(Duration.ofSeconds(1));
		nextRunAfter(Duration.ofSeconds(9));
		assertThat(verdict().status()).isEqualTo(CheckStatus.UP);
		this.check.fails();
		nextRunAfter(Duration.ofSeconds(9));
		assertThat(verdict().status()).isEqualTo(CheckStatus.DOWN);
	}

	@Test
	void whenThereIsJitterTheNextRunFollowsIt() {
		this.fake.jitter(1.1);
		register();
		this.fake.runNext();
		nextRunAfter(Duration.ofMillis(29_700));
		assertThat(this.check.runs()).isEqualTo(2);
	}

	@Test
	void whenARunIsLateThereIsJitterToo() {
		this.fake.jitter(1.1);
		this.check.answers(() -> {
			this.fake.advance(TIMEOUT.plus(NANO));
			return CheckResult.up();
		});
		register();
		this.fake.runNext();
		nextRunAfter(Duration.ofMillis(9_900));
		assertThat(this.check.runs()).isEqualTo(2);
	}

	@Test
	void readersStartNoRuns() {
		register();
		this.fake.runNext();
		this.fake.advance(Duration.ofSeconds(26));
		for (int i = 0; i < 1000; i++) {
			assertThat(verdict().status()).isEqualTo(CheckStatus.UP);
		}
		assertThat(this.fake.queued()).isZero();
	}

	@Test
	void whenARunHangsTheCheckIsLateThenStaleThenOnTimeAgain() {
		register();
		this.fake.runNext();
		this.fake.changes();
		List<Boolean> lateSeen = new ArrayList<>();
		this.check.answers(() -> {
			this.fake.advance(TIMEOUT.minus(NANO));
			lateSeen.add(verdict().isLate());
			this.fake.advance(NANO);
			lateSeen.add(verdict().isLate());
			this.fake.advance(Duration.ofSeconds(60));
			return CheckResult.up();
		});
		nextRunAfter(Duration.ofSeconds(27));
		assertThat(lateSeen).containsExactly(false, true);
		assertThat(this.fake.changes()).containsExactly("db: UP > UP late", "db: UP late > DEGRADED late");
		this.check.passes();
		nextRunAfter(Duration.ofSeconds(9));
		assertThat(this.fake.changes()).containsExactly("db: DEGRADED late > UP");
	}

	@Test
	void whenTheAppIsNotReadyANewCheckIsStarting() {
		register();
		assertThat(verdict().status()).isEqualTo(CheckStatus.OUT_OF_SERVICE);
		assertThat(verdict().starting()).isTrue();
		this.fake.runNext();
		assertThat(verdict().status()).isEqualTo(CheckStatus.UP);
		assertThat(verdict().starting()).isFalse();
	}

	@Test
	void whenTheAppIsReadyANewCheckIsUnknown() {
		this.runner.ready();
		register();
		assertThat(verdict().status()).isEqualTo(CheckStatus.UNKNOWN);
		assertThat(verdict().starting()).isFalse();
	}

	@Test
	void whenTheFirstRunHangsOnTimeoutDecides() {
		register();
		this.fake.advance(TIMEOUT);
		assertThat(this.fake.changes()).containsExactly("db: OUT_OF_SERVICE > DEGRADED late");
	}

	@Test
	void whenThereAreMoreChecksThanThreadsTheRestIsLateAndNoneIsForgotten() {
		for (int i = 0; i < 5; i++) {
			this.runner.register("check-" + i, this.check);
		}
		this.fake.runNext();
		this.fake.runNext();
		this.fake.advance(TIMEOUT);
		assertThat(this.fake.changes()).hasSize(5)
			.filteredOn((change) -> change.endsWith("late"))
			.containsExactly("check-2: OUT_OF_SERVICE > DEGRADED late", "check-3: OUT_OF_SERVICE > DEGRADED late",
					"check-4: OUT_OF_SERVICE > DEGRADED late");
		this.fake.advance(Duration.ofHours(1));
		assertThat(this.fake.queued()).isEqualTo(5);
		this.fake.running().advance(Duration.ZERO);
		assertThat(this.runner.names()).hasSize(5)
			.allSatisfy((name) -> assertThat(this.runner.verdict(name)).isNotNull()
				.extracting(CheckVerdict::isLate, CheckVerdict::status)
				.containsExactly(false, CheckStatus.UP));
	}

	@Test
	void whenARunHangsItIsInterruptedOnce() {
		List<Boolean> interrupted = new ArrayList<>();
		this.check.answers(() -> {
			this.fake.advance(TIMEOUT.minus(NANO));
			interrupted.add(Thread.interrupted());
			this.fake.advance(NANO);
			interrupted.add(Thread.interrupted());
			this.fake.advance(Duration.ofHours(1));
			this.runner.unregister("db");
			interrupted.add(Thread.interrupted());
			return CheckResult.up();
		});
		register();
		this.fake.runNext();
		assertThat(interrupted).containsExactly(false, true, false);
	}

	@Test
	void anInterruptDoesNotReachTheNextRunOnTheSameThread() {
		this.check.answers(() -> {
			this.fake.advance(TIMEOUT);
			return CheckResult.up();
		});
		List<Boolean> interrupted = new ArrayList<>();
		register();
		this.runner.register("next", () -> {
			interrupted.add(Thread.interrupted());
			return CheckResult.up();
		});
		this.fake.runNext();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		this.fake.runNext();
		assertThat(interrupted).containsExactly(false);
	}

	@Test
	void whenAnInterruptWasLeftBehindOnTheThreadTheRunDoesNotSeeIt() {
		List<Boolean> interrupted = new ArrayList<>();
		this.check.answers(() -> {
			interrupted.add(Thread.currentThread().isInterrupted());
			return CheckResult.up();
		});
		register();
		Thread.currentThread().interrupt();
		this.fake.runNext();
		assertThat(interrupted).containsExactly(false);
	}

	@Test
	void whenARunEndsInTimeItsTimeoutInterruptsNobody() {
		register();
		this.fake.runNext();
		this.fake.advance(TIMEOUT);
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void whenNotCriticalADownIsPublishedAsDegraded() {
		this.runner.register("db", this.check.fails(), TestSettings.notCritical());
		this.fake.runNext();
		assertThat(this.fake.changes()).containsExactly("db: OUT_OF_SERVICE > DEGRADED");
	}

	@Test
	void whenTheStateIsSteadyThereAreNoEvents() {
		register();
		this.fake.running().advance(Duration.ofSeconds(60));
		assertThat(this.fake.changes()).containsExactly("db: OUT_OF_SERVICE > UP");
		this.check.fails();
		this.fake.advance(Duration.ofHours(1));
		assertThat(this.fake.changes()).containsExactly("db: UP > DOWN");
	}

	private void register() {
		this.runner.register("db", this.check);
	}

	/** Expect that the next run is queued after exactly this pause, and execute it. */
	private void nextRunAfter(Duration pause) {
		this.fake.advance(pause.minus(NANO));
		assertThat(this.fake.queued()).isZero();
		this.fake.advance(NANO);
		assertThat(this.fake.queued()).isOne();
		this.fake.runNext();
	}

	private CheckVerdict verdict() {
		return Objects.requireNonNull(this.runner.verdict("db"));
	}

}
