package dev.healthcheck.check;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import dev.healthcheck.CapturedLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CheckLogTests {

	private static final CheckVerdict NO_RESULT = new CheckVerdict(CheckStatus.OUT_OF_SERVICE, true, null, null, null,
			null);

	private final CapturedLog log = CapturedLog.of(CheckLog.class);

	@AfterEach
	void close() {
		this.log.close();
	}

	@ParameterizedTest
	@CsvSource({ "UP, DOWN, WARNING", "UNKNOWN, DOWN, WARNING", "UP, DEGRADED, WARNING", "DOWN, MAINTENANCE, INFO",
			"DOWN, UP, INFO", "DOWN, DEGRADED, WARNING", "UNKNOWN, UP, INFO", "OUT_OF_SERVICE, UP, INFO",
			"MAINTENANCE, DOWN, WARNING", "UP, OUT_OF_SERVICE, INFO" })
	void whenTheStatusChangesOneLineSaysSo(String from, String to, String level) {
		log(verdict(from, null, null), verdict(to, null, null));
		assertThat(this.log.lines()).containsExactly(level + " Check 'db' is " + to + ", was " + from);
	}

	@Test
	void whenTheFirstResultIsGoodNoLineIsShownByDefault() {
		log(NO_RESULT, verdict("UP", null, null));
		log(NO_RESULT, verdict("SLOW", null, null));
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void whenTheFirstResultIsBadTheLineIsAWarning() {
		log(NO_RESULT, verdict("DEGRADED", null, null));
		log(NO_RESULT, verdict("DOWN", null, CheckResult.down("refused")));
		assertThat(this.log.lines()).containsExactly("WARNING Check 'db' is DEGRADED",
				"WARNING Check 'db' is DOWN: refused");
	}

	@Test
	void whenTheFirstResultTakesTheInstanceOutTheLineIsShown() {
		log(NO_RESULT, verdict("MAINTENANCE", null, CheckResult.of(CheckStatus.MAINTENANCE, "disks")));
		assertThat(this.log.lines()).containsExactly("INFO Check 'db' is MAINTENANCE: disks");
	}

	@Test
	void whenTheFirstRunWasLateItsResultIsNotTheFirstLine() {
		log(new CheckVerdict(CheckStatus.DEGRADED, true, Duration.ZERO, null, null, null), verdict("UP", null, null));
		assertThat(this.log.lines()).containsExactly("INFO Check 'db' is UP, was DEGRADED");
	}

	@Test
	void whenThereIsAMessageTheLineHasIt() {
		log(verdict("UP", null, null), verdict("DOWN", null, CheckResult.down("refused\n{0}")));
		assertThat(this.log.lines()).containsExactly("WARNING Check 'db' is DOWN, was UP: refused {0}");
	}

	@Test
	void whenAnExceptionWasThrownTheLineHasItsTypeAlone() {
		log(verdict("UP", null, null),
				verdict("DOWN", null, CheckResult.failed(new IllegalStateException("password: secret"))));
		log(verdict("UP", null, null),
				verdict("DOWN", null, CheckResult.down("org.h2.jdbc.Jdbc$X: jdbc:h2:mem:x;PASSWORD=secret")));
		log(verdict("UP", null, null), verdict("DOWN", null, CheckResult.failed(new IllegalStateException())));
		assertThat(this.log.lines()).containsExactly(
				"WARNING Check 'db' is DOWN, was UP: java.lang.IllegalStateException",
				"WARNING Check 'db' is DOWN, was UP: org.h2.jdbc.Jdbc$X",
				"WARNING Check 'db' is DOWN, was UP: java.lang.IllegalStateException");
	}

	@Test
	void whenTheTypeOfAnExceptionHasAnUnusualNameTheLineHasNoMessageEither() {
		log(verdict("UP", null, null), verdict("DOWN", null, CheckResult.failed(new Störung("password: secret"))));
		log(verdict("UP", null, null),
				verdict("DOWN", null, CheckResult.down("com.acme.DB.Störung: password: secret")));
		assertThat(this.log.lines()).containsExactly("WARNING Check 'db' is DOWN, was UP: " + Störung.class.getName(),
				"WARNING Check 'db' is DOWN, was UP: com.acme.DB.Störung");
	}

	@Test
	void whenTheStatusChangesForBeingLateTheLineSaysSo() {
		log(verdict("UP", Duration.ZERO, null), verdict("DEGRADED", Duration.ofSeconds(60), CheckResult.up("fine")));
		assertThat(this.log.lines()).containsExactly("WARNING Check 'db' is DEGRADED, was UP: no result came in time");
	}

	@Test
	void whenTheFirstRunIsLateTheLineIsAWarning() {
		log(NO_RESULT, verdict("DEGRADED", Duration.ZERO, null));
		assertThat(this.log.lines()).containsExactly("WARNING Check 'db' is DEGRADED: no result came in time");
	}

	@Test
	void whenOnlyLateOrOnTimeAgainOneLineSaysSo() {
		log(verdict("UP", null, null), verdict("UP", Duration.ZERO, null));
		log(verdict("UP", Duration.ZERO, null), verdict("UP", null, null));
		assertThat(this.log.lines()).containsExactly(
				"WARNING Check 'db' is late; status remains UP: no result came in time",
				"INFO Check 'db' is on time again; status is UP");
	}

	@Test
	void whenARunnerIsMadeItLogsBeforeItsListeners() throws Exception {
		List<String> seen = new CopyOnWriteArrayList<>();
		CountDownLatch heard = new CountDownLatch(1);
		CheckRunner runner = new CheckRunner(new CheckThreads("logged", 1), CheckSettings.defaults(),
				List.of((change) -> {
					seen.addAll(this.log.lines());
					heard.countDown();
				}));
		runner.ready();
		runner.register("db", () -> CheckResult.down("refused"));
		runner.start();
		heard.await();
		runner.stop();
		assertThat(seen).containsExactly("WARNING Check 'db' is DOWN: refused");
	}

	private static void log(CheckVerdict from, CheckVerdict to) {
		new CheckLog().onChange(new CheckChange("db", from, to));
	}

	private static CheckVerdict verdict(String status, @Nullable Duration lateFor, @Nullable CheckResult result) {
		return new CheckVerdict(new CheckStatus(status), false, lateFor, null,
				(result != null) ? result : CheckResult.of(new CheckStatus(status), null), null);
	}

	/** A name in another language than English. */
	@SuppressWarnings("serial")
	private static final class Störung extends RuntimeException {

		Störung(String message) {
			super(message);
		}

	}

}
