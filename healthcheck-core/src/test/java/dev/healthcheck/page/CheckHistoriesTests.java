package dev.healthcheck.page;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.healthcheck.check.CheckChange;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRun;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckHistories}.
 */
class CheckHistoriesTests {

	private final Set<String> names = new LinkedHashSet<>(List.of("tea", "milk"));

	private Instant now = Instant.EPOCH;

	private final CheckHistories histories = new CheckHistories(() -> this.names, () -> this.now);

	@Test
	void checkOfWhichNothingIsKnownHasAnEmptyHistory() {
		assertThat(this.histories.of("tea")).isEqualTo(CheckHistory.NONE);
		assertThat(this.histories.of("tea").since()).isNull();
	}

	@Test
	void fullRingDropsTheOldest() {
		for (int i = 1; i <= 40; i++) {
			this.now = Instant.ofEpochSecond(i);
			change("tea", (i % 2 == 0) ? CheckStatus.UP : CheckStatus.DOWN, null);
			run("tea", i);
		}
		CheckHistory history = this.histories.of("tea");
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
		this.now = Instant.ofEpochSecond(1);
		change("tea", CheckStatus.DOWN, null);
		this.now = Instant.ofEpochSecond(2);
		change("tea", CheckStatus.UP, null);
		this.now = Instant.ofEpochSecond(3);
		change("tea", CheckStatus.UP, Duration.ZERO);
		assertThat(this.histories.of("tea").since()).isEqualTo(Instant.ofEpochSecond(2));
		assertThat(this.histories.of("tea").changes()).extracting(StatusChange::late)
			.containsExactly(false, false, true);
	}

	@Test
	void whatIsReadDoesNotChange() {
		run("tea", 1);
		CheckHistory before = this.histories.of("tea");
		run("tea", 2);
		assertThat(before.runs()).hasSize(1);
	}

	@Test
	void checkThatIsRemovedFreesItsHistory() {
		run("tea", 1);
		run("milk", 1);
		this.names.remove("tea");
		run("milk", 2);
		assertThat(this.histories.size()).isOne();
		assertThat(this.histories.of("tea")).isEqualTo(CheckHistory.NONE);
		// What was under way when it was removed
		change("tea", CheckStatus.DOWN, null);
		assertThat(this.histories.size()).isOne();
	}

	@Test
	void detailsOfRunsAreNotKept() {
		assertThat(PastRun.class.getRecordComponents()).extracting((component) -> component.getType().getName())
			.containsExactly(Instant.class.getName(), Duration.class.getName(), CheckStatus.class.getName());
	}

	private void change(String name, CheckStatus status, @Nullable Duration lateFor) {
		CheckVerdict from = new CheckVerdict(CheckStatus.OUT_OF_SERVICE, true, null, null, null, null);
		this.histories.onChange(
				new CheckChange(name, from, new CheckVerdict(status, false, lateFor, null, CheckResult.up(), null)));
	}

	private void run(String name, int millis) {
		this.histories.onRun(name, new CheckRun(CheckResult.up(), 0, Duration.ofMillis(millis).toNanos(), this.now));
	}

}
