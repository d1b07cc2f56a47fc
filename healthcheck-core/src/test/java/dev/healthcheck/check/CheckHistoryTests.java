package dev.healthcheck.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import dev.healthcheck.check.CheckHistory.PastRun;
import dev.healthcheck.check.CheckHistory.StatusChange;
import dev.healthcheck.check.CheckStatistics.RunOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckHistory}, and for how {@link CheckStatistics} keep it.
 */
class CheckHistoryTests {

	private CheckStatistics statistics = CheckStatistics
		.registered(new CheckVerdict(CheckStatus.OUT_OF_SERVICE, true, null, null, null, null));

	@Test
	void checkOfWhichNothingIsKnownHasAnEmptyHistory() {
		assertThat(this.statistics.history()).isEqualTo(CheckHistory.NONE);
		assertThat(this.statistics.history().since()).isNull();
	}

	@Test
	void fullRingDropsTheOldest() {
		for (int i = 1; i <= 40; i++) {
			change(i, (i % 2 == 0) ? CheckStatus.UP : CheckStatus.DOWN, null);
			run(i);
		}
		CheckHistory history = this.statistics.history();
		assertThat(history.changes()).hasSize(32);
		assertThat(history.changes().get(0).time()).isEqualTo(Instant.ofEpochSecond(9));
		assertThat(history.changes().get(31))
			.isEqualTo(new StatusChange(Instant.ofEpochSecond(40), CheckStatus.UP, false));
		assertThat(history.runs()).hasSize(32);
		assertThat(history.runs().get(0).duration()).isEqualTo(Duration.ofMillis(9));
		assertThat(history.runs().get(31).duration()).isEqualTo(Duration.ofMillis(40));
	}

	@Test
	void statusIsWhatItIsSinceItChangedAndNotSinceItWasLate() {
		change(1, CheckStatus.DOWN, null);
		change(2, CheckStatus.UP, null);
		change(3, CheckStatus.UP, Duration.ZERO);
		assertThat(this.statistics.history().since()).isEqualTo(Instant.ofEpochSecond(2));
		assertThat(this.statistics.history().changes()).extracting(StatusChange::late)
			.containsExactly(false, false, true);
		assertThat(this.statistics.changes()).isEqualTo(2);
	}

	@Test
	void whenTheChangeHasBeenDroppedNobodyKnowsSinceWhen() {
		change(1, CheckStatus.DOWN, null);
		for (int i = 2; i <= 32; i++) {
			change(i, CheckStatus.DOWN, (i % 2 == 0) ? Duration.ZERO : null);
		}
		assertThat(this.statistics.history().since()).isNull();
		change(33, CheckStatus.UP, null);
		assertThat(this.statistics.history().since()).isEqualTo(Instant.ofEpochSecond(33));
	}

	@Test
	void whatIsReadDoesNotChange() {
		run(1);
		CheckHistory before = this.statistics.history();
		run(2);
		assertThat(before.runs()).hasSize(1);
	}

	@Test
	void runsThatDoNotCountAreNotKept() {
		this.statistics = this.statistics.with(RunOutcome.TIMEOUT, Duration.ZERO)
			.with(RunOutcome.INCONCLUSIVE, Duration.ZERO);
		assertThat(this.statistics.history()).isEqualTo(CheckHistory.NONE);
	}

	@Test
	void detailsOfRunsAreNotKept() {
		assertThat(PastRun.class.getRecordComponents()).extracting((component) -> component.getType().getName())
			.containsExactly(Instant.class.getName(), Duration.class.getName(), CheckStatus.class.getName());
	}

	@Test
	void runnerTellsChangesAndRunsOfACheck() {
		FakeRuntime fake = new FakeRuntime().running();
		CheckRunner runner = fake.runner();
		runner.register("db", new FakeCheck());
		runner.start();
		fake.advance(Duration.ZERO);
		CheckHistory history = Objects.requireNonNull(runner.statistics("db")).history();
		assertThat(history.runs()).singleElement().extracting(PastRun::status).isEqualTo(CheckStatus.UP);
		assertThat(history.changes()).singleElement().extracting(StatusChange::status).isEqualTo(CheckStatus.UP);
	}

	private void change(int second, CheckStatus status, @Nullable Duration lateFor) {
		CheckVerdict verdict = new CheckVerdict(status, false, lateFor, null, CheckResult.up(), null);
		this.statistics = this.statistics.with(verdict, Instant.ofEpochSecond(second));
	}

	private void run(int millis) {
		this.statistics = this.statistics
			.with(new CheckRun(CheckResult.up(), 0, Duration.ofMillis(millis).toNanos(), Instant.EPOCH));
	}

}
