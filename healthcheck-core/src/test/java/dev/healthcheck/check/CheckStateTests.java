package dev.healthcheck.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CheckStateTests {

	/** Overflows after five seconds. */
	private static final long START = Long.MAX_VALUE - seconds(5);

	@ParameterizedTest
	@CsvSource(textBlock = """
			# fail, pass | runs, p and f | verdicts   | pauses in seconds
			2, 1,          ppp,            UUU,         27 27 27
			2, 1,          pf,             UU,          27 1
			2, 1,          pff,            UUD,         27 1 9
			2, 1,          pfpf,           UUUU,        27 1 27 1
			2, 1,          pffp,           UUDU,        27 1 9 27
			2, 1,          f,              D,           9
			2, 1,          fff,            DDD,         9 9 9
			2, 1,          fp,             DU,          9 27
			2, 1,          fpf,            DUU,         9 27 1
			3, 1,          pffpff,         UUUUUU,      27 1 1 27 1 1
			3, 1,          pfff,           UUUD,        27 1 1 9
			1, 1,          pfpf,           UDUD,        27 9 27 9
			1, 3,          fppfppp,        DDDDDDU,     9 1 1 9 1 1 27
			2, 2,          pffpfpp,        UUDDDDU,     27 1 9 1 9 1 27
			""")
	void afterRunsThresholdsDecide(int failure, int success, String runs, String verdicts, String pauses) {
		CheckState state = CheckState.registered(TestSettings.thresholds(failure, success), false, START);
		StringBuilder seen = new StringBuilder();
		List<String> waited = new ArrayList<>();
		for (int i = 0; i < runs.length(); i++) {
			long endedAt = state.dueAt();
			state = state.after(run(endedAt, (runs.charAt(i) == 'p') ? CheckResult.up() : CheckResult.down("f")), 1);
			seen.append(state.at(endedAt).status().code().charAt(0));
			waited.add(String.valueOf((state.dueAt() - endedAt) / seconds(1)));
		}
		assertThat(seen).hasToString(verdicts);
		assertThat(waited).isEqualTo(List.of(pauses.split(" ", -1)));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			# last | on-timeout | when late | when stale
			UP,             degraded, UP,             DEGRADED
			UP,             down,     UP,             DOWN
			UP,             keep,     UP,             UP
			DEGRADED,       down,     DEGRADED,       DOWN
			DOWN,           degraded, DOWN,           DOWN
			OUT_OF_SERVICE, degraded, OUT_OF_SERVICE, OUT_OF_SERVICE
			OUT_OF_SERVICE, down,     OUT_OF_SERVICE, DOWN
			MAINTENANCE,    down,     MAINTENANCE,    MAINTENANCE
			WARMING_UP,     degraded, WARMING_UP,     DEGRADED
			WARMING_UP,     keep,     WARMING_UP,     WARMING_UP
			""")
	void whenLateTheWorseOfLastAndOnTimeoutIsShownOnceStale(String last, String onTimeout, String late, String stale) {
		CheckState state = CheckState.registered(TestSettings.onTimeout(onTimeout(onTimeout)), true, START)
			.after(run(START, CheckResult.of(new CheckStatus(last), null)), 1);
		long lateAt = state.dueAt() + seconds(10);
		assertThat(state.at(lateAt - 1)).satisfies((verdict) -> {
			assertThat(verdict.status()).hasToString(last);
			assertThat(verdict.isLate()).isFalse();
		});
		assertThat(state.at(lateAt)).satisfies((verdict) -> {
			assertThat(verdict.status()).hasToString(late);
			assertThat(verdict.lateFor()).isZero();
		});
		assertThat(state.at(lateAt + seconds(60) - 1).status()).hasToString(late);
		assertThat(state.at(lateAt + seconds(60))).satisfies((verdict) -> {
			assertThat(verdict.status()).hasToString(stale);
			assertThat(verdict.lateFor()).isEqualTo(Duration.ofSeconds(60));
			assertThat(verdict.result()).isNotNull();
		});
	}

	@ParameterizedTest
	@CsvSource({ "true, degraded, OUT_OF_SERVICE, DEGRADED", "true, down, OUT_OF_SERVICE, DOWN",
			"true, keep, OUT_OF_SERVICE, UNKNOWN", "false, degraded, UNKNOWN, DEGRADED", "false, down, UNKNOWN, DOWN",
			"false, keep, UNKNOWN, UNKNOWN" })
	void beforeTheFirstResultOnTimeoutDecidesAsSoonAsItIsLate(boolean starting, String onTimeout, String before,
			String late) {
		CheckState state = CheckState.registered(TestSettings.onTimeout(onTimeout(onTimeout)), starting, START);
		assertThat(state.at(START + seconds(10) - 1)).satisfies((verdict) -> {
			assertThat(verdict.status()).hasToString(before);
			assertThat(verdict.starting()).isEqualTo(starting);
			assertThat(verdict.isLate()).isFalse();
			assertThat(verdict.result()).isNull();
			assertThat(verdict.lastRun()).isNull();
		});
		assertThat(state.at(START + seconds(10))).satisfies((verdict) -> {
			assertThat(verdict.status()).hasToString(late);
			assertThat(verdict.starting()).isFalse();
			assertThat(verdict.isLate()).isTrue();
		});
	}

	@Test
	void whenNotCriticalOnlyDownBecomesDegraded() {
		CheckState state = CheckState.registered(TestSettings.notCritical(), false, START);
		assertThat(state.after(run(START, CheckResult.down("f")), 1).at(START).status())
			.isEqualTo(CheckStatus.DEGRADED);
		assertThat(state.after(run(START, CheckResult.of(CheckStatus.MAINTENANCE, "m")), 1).at(START).status())
			.isEqualTo(CheckStatus.MAINTENANCE);
		assertThat(state.after(run(START, CheckResult.of(CheckStatus.OUT_OF_SERVICE, "o")), 1).at(START).status())
			.isEqualTo(CheckStatus.OUT_OF_SERVICE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "down", "Down", "out-of-service", "outOfService" })
	void whenAFailingStatusIsSpelledInAnotherWayItIsWeighedAsAFailure(String code) {
		CheckState state = CheckState.registered(TestSettings.thresholds(2, 1), false, START)
			.after(run(START, CheckResult.up()), 1)
			.after(run(START, CheckResult.of(new CheckStatus(code), null)), 1);
		assertThat(state.at(START).status()).isEqualTo(CheckStatus.UP);
		assertThat(state.dueAt() - START).isEqualTo(seconds(1));
		state = state.after(run(START, CheckResult.of(new CheckStatus(code), null)), 1);
		assertThat(state.at(START).status().isFailing()).isTrue();
		assertThat(state.dueAt() - START).isEqualTo(seconds(9));
	}

	@Test
	void whenNotCriticalAFailureStillCountsAsOne() {
		CheckState state = CheckState.registered(TestSettings.notCritical(), false, START)
			.after(run(START, CheckResult.down("f")), 1);
		assertThat(state.dueAt() - START).isEqualTo(seconds(9));
	}

	@Test
	void whenAResultAgreesItReplacesTheOneOfTheVerdict() {
		CheckState state = CheckState.registered(CheckSettings.defaults(), false, START)
			.after(run(START, CheckResult.up("one")), 1)
			.after(run(START, CheckResult.degraded("two")), 1);
		assertThat(state.at(START).result()).isEqualTo(CheckResult.degraded("two"));
		assertThat(state.at(START).status()).isEqualTo(CheckStatus.DEGRADED);
	}

	@Test
	void whenAResultContradictsItIsOnlyTheLastRun() {
		CheckState state = CheckState.registered(CheckSettings.defaults(), false, START)
			.after(run(START, CheckResult.up("one")), 1)
			.after(run(START, CheckResult.down("two")), 1);
		assertThat(state.at(START).result()).isEqualTo(CheckResult.up("one"));
		assertThat(state.at(START).lastRun()).extracting(CheckRun::result).isEqualTo(CheckResult.down("two"));
	}

	@ParameterizedTest
	@CsvSource({ "0.9, 24300", "1.1, 29700" })
	void whenThereIsJitterThePauseIsScaled(double jitter, long millis) {
		CheckState state = CheckState.registered(CheckSettings.defaults(), false, START)
			.after(run(START, CheckResult.up()), jitter);
		assertThat(Duration.ofNanos(state.dueAt() - START).toMillis()).isEqualTo(millis);
	}

	@Test
	void whenTheTtlIsZeroTheNextRunIsDueAfterAHundredMilliseconds() {
		CheckState state = CheckState.registered(TestSettings.quick(Duration.ZERO, Duration.ofSeconds(1)), false,
				START);
		assertThat(state.after(run(START, CheckResult.up()), 1).dueAt() - START).isEqualTo(seconds(1) / 10);
		assertThat(state.after(run(START, CheckResult.down("f")), 1).dueAt() - START).isEqualTo(seconds(1) / 10);
		assertThat(state.pauseAfterLateRun()).isEqualTo(Duration.ofMillis(100));
	}

	@Test
	void nextTransitionIsLateThenStaleThenNone() {
		CheckState state = CheckState.registered(CheckSettings.defaults(), false, START);
		assertThat(state.nextTransition(START)).isEqualTo(START + seconds(10));
		assertThat(state.nextTransition(START + seconds(10))).isEqualTo(START + seconds(70));
		assertThat(state.nextTransition(START + seconds(70))).isNull();
	}

	private static OnTimeout onTimeout(String name) {
		return switch (name) {
			case "degraded" -> OnTimeout.degraded();
			case "down" -> OnTimeout.down();
			default -> OnTimeout.keep();
		};
	}

	private static CheckRun run(long endedAt, CheckResult result) {
		return new CheckRun(result, endedAt, endedAt, Instant.EPOCH);
	}

	private static long seconds(long seconds) {
		return Duration.ofSeconds(seconds).toNanos();
	}

	@Test
	@SuppressWarnings("NullAway")
	void whenOnTimeoutThrowsOrKnowsNothingItIsDegraded() {
		for (OnTimeout onTimeout : new OnTimeout[] { (last) -> {
			throw new IllegalStateException("not asked for");
		}, (last) -> null }) {
			CheckSettings settings = CheckSettings.polling(Duration.ofSeconds(1), onTimeout);
			CheckState state = CheckState.registered(settings, true, 0);
			assertThat(state.at(Duration.ofSeconds(1).toNanos()).status()).isEqualTo(CheckStatus.DEGRADED);
		}
	}

}
