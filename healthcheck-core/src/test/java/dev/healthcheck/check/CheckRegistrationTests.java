package dev.healthcheck.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CheckRegistrationTests {

	private final FakeRuntime fake = new FakeRuntime();

	private final CheckRunner runner = this.fake.runner();

	private final FakeCheck check = new FakeCheck();

	@Test
	void whenRegisteredAtRunTimeTheFirstRunStartsAtOnce() {
		this.runner.start();
		this.runner.register("db", this.check);
		assertThat(this.fake.queued()).isOne();
	}

	@Test
	void whenRegisteredBeforeTheStartTheFirstRunWaitsForIt() {
		this.runner.register("db", this.check);
		assertThat(this.fake.queued()).isZero();
		this.runner.start();
		assertThat(this.fake.queued()).isOne();
	}

	@Test
	void whenTheNameIsTakenOrWrongNothingIsRegistered() {
		this.runner.register("db", this.check);
		assertThatIllegalStateException().isThrownBy(() -> this.runner.register("db", this.check))
			.withMessage("A check named 'db' is already registered");
		assertThatIllegalArgumentException().isThrownBy(() -> this.runner.register("d b", this.check));
		assertThat(this.runner.names()).containsExactly("db");
	}

	@Test
	void namesKeepTheOrderOfRegistration() {
		List.of("c", "a", "b").forEach((name) -> this.runner.register(name, this.check));
		Set<String> names = this.runner.names();
		this.runner.unregister("a");
		assertThat(names).containsExactly("c", "a", "b");
		assertThat(this.runner.names()).containsExactly("c", "b");
	}

	@Test
	void whenNoThreadCanBeHadTheCheckIsLateAndTriedAgain() {
		List<Runnable> refused = new ArrayList<>();
		Executor outOfThreads = (run) -> {
			if (refused.size() < 11) {
				refused.add(run);
				throw new OutOfMemoryError("unable to create native thread");
			}
			this.fake.execute(run);
		};
		this.runner.register("first", this.check, CheckSettings.defaults(), outOfThreads);
		this.runner.register("second", this.check);
		this.runner.start();
		assertThat(this.runner.isRunning()).isTrue();
		this.fake.running().advance(Duration.ofSeconds(11));
		assertThat(this.fake.changes()).containsExactly("second: OUT_OF_SERVICE > UP",
				"first: OUT_OF_SERVICE > DEGRADED late", "first: DEGRADED late > UP");
	}

	@Test
	void whenUnregisteredThereIsNoVerdictAndNoFurtherRun() {
		this.runner.start();
		this.runner.register("db", this.check);
		this.fake.runNext();
		assertThat(this.runner.unregister("db")).isTrue();
		assertThat(this.runner.unregister("db")).isFalse();
		assertThat(this.runner.verdict("db")).isNull();
		this.fake.changes();
		this.fake.advance(Duration.ofHours(1));
		assertThat(this.fake.queued()).isZero();
		assertThat(this.fake.changes()).isEmpty();
	}

	@Test
	void whenUnregisteredAQueuedRunNeverRuns() {
		this.runner.start();
		this.runner.register("db", this.check);
		this.runner.unregister("db");
		this.fake.runNext();
		assertThat(this.check.runs()).isZero();
	}

	@Test
	void whenUnregisteredARunInFlightIsInterruptedAndItsResultDiscarded() {
		List<Boolean> interrupted = new ArrayList<>();
		this.runner.start();
		this.runner.register("db", () -> {
			this.runner.unregister("db");
			interrupted.add(Thread.interrupted());
			return CheckResult.up();
		});
		this.fake.runNext();
		assertThat(interrupted).containsExactly(true);
		assertThat(this.fake.changes()).isEmpty();
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void whenRegisteredAgainWhileTheOldRunHangsOnlyTheNewOneCounts() {
		this.runner.start();
		this.runner.register("db", () -> {
			this.runner.unregister("db");
			this.runner.register("db", this.check);
			this.fake.runNext();
			return CheckResult.down("of the old check");
		});
		this.fake.runNext();
		assertThat(this.check.runs()).isOne();
		assertThat(this.runner.verdict("db")).isNotNull().extracting(CheckVerdict::status).isEqualTo(CheckStatus.UP);
		this.fake.advance(Duration.ofSeconds(27));
		assertThat(this.fake.queued()).isOne();
	}

	@Test
	void whenRefreshedTheCheckRunsAtOnceAndThePauseStartsAnew() {
		this.runner.start();
		this.runner.register("db", this.check);
		this.fake.runNext();
		this.fake.advance(Duration.ofSeconds(20));
		this.runner.refresh("db");
		this.fake.runNext();
		this.fake.advance(Duration.ofSeconds(26));
		assertThat(this.fake.queued()).isZero();
		this.fake.advance(Duration.ofSeconds(1));
		assertThat(this.fake.queued()).isOne();
	}

	@Test
	void whenRefreshedDuringARunItRunsOnceAgain() {
		this.check.answers(() -> {
			this.runner.refresh("db");
			this.runner.refresh("db");
			assertThat(this.fake.queued()).isZero();
			return CheckResult.up();
		});
		this.runner.start();
		this.runner.register("db", this.check);
		this.fake.runNext();
		this.check.passes();
		this.fake.running().advance(Duration.ofSeconds(26));
		assertThat(this.check.runs()).isEqualTo(2);
	}

	@Test
	void whenStoppedOrUnknownARefreshDoesNothing() {
		this.runner.register("db", this.check);
		this.runner.refresh("db");
		this.runner.refresh("nobody");
		assertThat(this.fake.queued()).isZero();
	}

}
