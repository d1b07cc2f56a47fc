package dev.healthcheck.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckHistory}, and for how {@link RunTally} keeps it.
 */
class CheckHistoryTests {

	private RunTally tally = RunTally.NONE;

	@Test
	void checkOfWhichNothingIsKnownHasAnEmptyHistory() {
		assertThat(this.tally.history()).isEqualTo(CheckHistory.NONE);
		assertThat(this.tally.history().since()).isNull();
	}

	@Test
	void fullRingDropsTheOldest() {
		for (int i = 1; i <= 40; i++) {
			change(i, (i % 2 == 0) ? CheckStatus.UP : CheckStatus.DOWN, null);
			run(i);
		}
		CheckHistory history = this.tally.history();
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
		assertThat(this.tally.history().since()).isEqualTo(Instant.ofEpochSecond(2));
		assertThat(this.tally.history().changes()).extracting(StatusChange::late).containsExactly(false, false, true);
		assertThat(this.tally.changes()).isEqualTo(3);
	}

	@Test
	void whenTheChangeHasBeenDroppedNobodyKnowsSinceWhen() {
		change(1, CheckStatus.DOWN, null);
		for (int i = 2; i <= 32; i++) {
			change(i, CheckStatus.DOWN, (i % 2 == 0) ? Duration.ZERO : null);
		}
		assertThat(this.tally.history().since()).isNull();
		change(33, CheckStatus.UP, null);
		assertThat(this.tally.history().since()).isEqualTo(Instant.ofEpochSecond(33));
	}

	@Test
	void whatIsReadDoesNotChange() {
		run(1);
		CheckHistory before = this.tally.history();
		run(2);
		assertThat(before.runs()).hasSize(1);
	}

	@Test
	void runsThatDoNotCountAreNotKept() {
		this.tally = this.tally.with(RunOutcome.TIMEOUT, 1).with(RunOutcome.INCONCLUSIVE, 1);
		assertThat(this.tally.history()).isEqualTo(CheckHistory.NONE);
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
		CheckVerdict from = new CheckVerdict(CheckStatus.OUT_OF_SERVICE, true, null, null, null, null);
		CheckVerdict to = new CheckVerdict(status, false, lateFor, null, CheckResult.up(), null);
		this.tally = this.tally.with(new CheckChange("tea", from, to), Instant.ofEpochSecond(second));
	}

	private void run(int millis) {
		this.tally = this.tally
			.with(new CheckRun(CheckResult.up(), 0, Duration.ofMillis(millis).toNanos(), Instant.EPOCH));
	}

}
