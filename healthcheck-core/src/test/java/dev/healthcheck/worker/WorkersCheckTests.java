package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import dev.healthcheck.CapturedLog;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.check.CheckVerdict;
import org.assertj.core.api.RecursiveComparisonAssert;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WorkersCheck}.
 */
class WorkersCheckTests {

	@TempDir
	private Path directory;

	private CapturedLog log;

	private final AtomicBoolean self = new AtomicBoolean();

	@BeforeEach
	void captureLog() {
		this.log = CapturedLog.of(WorkersCheck.class);
	}

	@AfterEach
	void releaseLog() {
		this.log.close();
	}

	private WorkersCheck check(int required, WorkerSource... sources) {
		return new WorkersCheck(required, List.of(sources), null, this.self::get);
	}

	private WorkersCheck registered(int required, Path directory) {
		WorkerFileName names = WorkerFileName.of(directory, ".w.{}");
		FakeProcessTable processes = new FakeProcessTable();
		return new WorkersCheck(required,
				List.of(new WorkerDirectory(names, WorkerVerification.PROCESS, Duration.ofSeconds(30), processes,
						System::nanoTime)),
				new WorkerRegistration(names, "app", null, processes, System::nanoTime, InstantSource.system()),
				this.self::get);
	}

	private static WorkerSource failing(Throwable failure) {
		return () -> {
			throw WorkersCheckTests.<RuntimeException>sneaky(failure);
		};
	}

	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
	private static <T extends Throwable> T sneaky(Throwable failure) throws T {
		throw (T) failure;
	}

	/** What it was made of is not shown. */
	private static RecursiveComparisonAssert<?> assertShown(@Nullable CheckResult result) {
		return assertThat(result).usingRecursiveComparison().ignoringFields("source");
	}

	@Test
	void runWhenEnoughAreReadyIsUp() {
		WorkersCheck check = check(2, () -> WorkerCount.of(1));
		this.self.set(true);
		CheckResult result = check.run();
		assertShown(result).isEqualTo(new CheckResult(CheckStatus.UP, "2 of 2 workers ready",
				Map.of("ready", 2L, "required", 2, "self", true)));
	}

	@Test
	void runWhenTooFewAreReadyIsDown() {
		WorkersCheck check = check(2, () -> WorkerCount.of(1));
		assertShown(check.run()).isEqualTo(new CheckResult(CheckStatus.DOWN, "1 of 2 workers ready",
				Map.of("ready", 1L, "required", 2, "self", false)));
		this.self.set(true);
		assertThat(check.run().status()).isEqualTo(CheckStatus.UP);
		this.self.set(false);
		assertThat(check.run().status()).isEqualTo(CheckStatus.DOWN);
	}

	@Test
	void runAddsUpSources() {
		WorkersCheck check = check(2, () -> new WorkerCount(Integer.MAX_VALUE, Map.of("dead", 1, "too-many", 2), null),
				() -> new WorkerCount(5, Map.of("dead", 3), null));
		assertThat(check.run().details()).containsEntry("ready", Integer.MAX_VALUE + 5L)
			.containsEntry("ignored", Map.of("dead", 4, "too-many", 2))
			.doesNotContainKey("problem");
	}

	@Test
	void runWhenNoneIsRequiredIsUp() {
		assertThat(check(0).run().status()).isEqualTo(CheckStatus.UP);
	}

	@Test
	void createWhenRequiredIsNegativeThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> check(-1)).withMessage("'required' must not be negative");
	}

	@Test
	void runWhenSourcesFailCountsTheOthersAndTellsWhy() {
		WorkersCheck check = check(3, failing(new IOException("gone")), () -> WorkerCount.of(2),
				failing(new StackOverflowError()), failing(new IllegalStateException("broken")));
		this.self.set(true);
		CheckResult result = check.run();
		assertThat(result.status()).isEqualTo(CheckStatus.UP);
		assertThat(result.details()).containsEntry("problem",
				"java.io.IOException: gone; keeping the last known count; "
						+ "java.lang.StackOverflowError; keeping the last known count; "
						+ "java.lang.IllegalStateException: broken; keeping the last known count");
	}

	@Test
	void runWhenASourceFailsKeepsItsLastCount() {
		AtomicReference<Throwable> failure = new AtomicReference<>();
		WorkersCheck check = check(2, () -> {
			if (failure.get() != null) {
				throw WorkersCheckTests.<RuntimeException>sneaky(failure.get());
			}
			return new WorkerCount(2, Map.of("dead", 1), null);
		});
		CheckResult counted = check.run();
		assertThat(counted.status()).isEqualTo(CheckStatus.UP);
		for (Throwable thrown : List.of(new IOException("no route"), new OutOfMemoryError("none left"))) {
			failure.set(thrown);
			CheckResult kept = check.run();
			assertShown(kept).isEqualTo(counted.withDetail("problem", thrown + "; keeping the last known count"));
		}
		failure.set(null);
		assertThat(check.run()).isEqualTo(counted);
		assertThat(this.log.lines()).containsExactly(
				"WARNING Other workers cannot be counted: java.io.IOException: no route; keeping the last known count",
				"INFO Other workers can be counted again");
	}

	@Test
	void runWhenASourceReturnsNullKeepsItsLastCount() {
		List<WorkerCount> counts = new ArrayList<>(Arrays.asList(WorkerCount.of(1), null));
		WorkersCheck check = check(1, () -> counts.remove(0));
		check.run();
		CheckResult kept = check.run();
		assertThat(kept.status()).isEqualTo(CheckStatus.UP);
		assertThat(kept.details().get("problem")).asString().contains("returned null");
	}

	@Test
	void runWhenLoggingFailsKeepsTheLastResult() {
		List<WorkerCount> counts = new ArrayList<>(
				List.of(WorkerCount.of(1), new WorkerCount(1, Map.of(), "x"), new WorkerCount(1, Map.of(), "x")));
		WorkersCheck check = check(1, () -> counts.remove(0));
		CheckResult result = check.run();
		this.log.failWith(new Error("no descriptor for the time zones"));
		assertThat(check.run()).isEqualTo(result);
		assertShown(check.run()).isEqualTo(result.withDetail("problem", "x"));
	}

	@Test
	void runLogsAProblemWhenItBeginsAndWhenItEnds() {
		List<WorkerCount> counts = new ArrayList<>();
		WorkersCheck check = check(1, () -> counts.remove(0));
		for (String problem : new String[] { null, "directory 'd' is missing", "other", "other", null, null,
				"again" }) {
			counts.add(new WorkerCount(0, Map.of(), problem));
			check.run();
		}
		assertThat(this.log.lines()).containsExactly(
				"WARNING Other workers cannot be counted: directory 'd' is missing",
				"INFO Other workers can be counted again", "WARNING Other workers cannot be counted: again");
	}

	@Test
	void runWhenDirectoryIsNotWritableLogsOneLineAndChangesNothing() {
		WorkersCheck check = registered(1, Path.of("/sys/kernel"));
		this.self.set(true);
		for (int i = 0; i < 3; i++) {
			assertShown(check.run()).isEqualTo(new CheckResult(CheckStatus.UP, "1 of 1 workers ready",
					Map.of("ready", 1L, "required", 1, "self", true)));
		}
		assertThat(this.log.lines()).hasSize(1);
		assertThat(this.log.lines().get(0))
			.startsWith("INFO This process counts itself, but other processes cannot count it");
		check.deregister();
	}

	@Test
	void runWhenDirectoryIsMissingLogsOneLineNotTwo() {
		Path missing = this.directory.resolve("missing");
		WorkersCheck check = registered(1, missing);
		this.self.set(true);
		for (int i = 0; i < 3; i++) {
			CheckResult result = check.run();
			assertThat(result.status()).isEqualTo(CheckStatus.UP);
			assertThat(result.details()).containsEntry("problem", "directory '" + missing + "' is missing");
		}
		assertThat(this.log.lines())
			.containsExactly("WARNING Other workers cannot be counted: directory '" + missing + "' is missing");
	}

	@Test
	void fileFollowsWhetherThisProcessIsReadyAtTheNextRun() {
		WorkersCheck check = registered(1, this.directory);
		Path file = this.directory.resolve(".w.1");
		check.run();
		assertThat(file).doesNotExist();
		this.self.set(true);
		assertThat(file).doesNotExist();
		assertThat(check.run().details()).containsEntry("ready", 1L);
		assertThat(file).exists();
		this.self.set(false);
		assertThat(file).exists();
		check.run();
		assertThat(file).doesNotExist();
		this.self.set(true);
		check.run();
		check.deregister();
		assertThat(file).doesNotExist();
		assertThat(check.run().status()).isEqualTo(CheckStatus.OUT_OF_SERVICE);
	}

	@Test
	void statusWhereNoneButThisProcessIsLackingIsNotDown() {
		WorkersCheck alone = registered(1, this.directory);
		assertThat(alone.run().status()).isEqualTo(CheckStatus.OUT_OF_SERVICE);
		assertThat(registered(2, this.directory).run().status()).isEqualTo(CheckStatus.DOWN);
		assertThat(check(1).run().status()).isEqualTo(CheckStatus.DOWN);
	}

	@Test
	void onTimeoutIsDownUnlessThisProcessIsEnough() {
		WorkersCheck one = check(1);
		assertThat(one.onTimeout().status(CheckStatus.UP)).isEqualTo(CheckStatus.DOWN);
		this.self.set(true);
		assertThat(one.onTimeout().status(CheckStatus.UP)).isEqualTo(CheckStatus.DEGRADED);
		assertThat(one.onTimeout().status(null)).isEqualTo(CheckStatus.DEGRADED);
		assertThat(one.onTimeout().status(CheckStatus.DOWN)).isEqualTo(CheckStatus.DEGRADED);
		WorkersCheck two = check(2);
		assertThat(two.onTimeout().status(CheckStatus.UP)).isEqualTo(CheckStatus.DOWN);
		assertThat(two.onTimeout().status(null)).isEqualTo(CheckStatus.DOWN);
	}

	@Test
	void currentFollowsThisProcessWithoutARun() {
		WorkersCheck check = registered(1, this.directory);
		CheckResult counted = check.run();
		assertThat(check.current(counted)).isSameAs(counted);
		this.self.set(true);
		assertShown(check.current(counted)).isEqualTo(new CheckResult(CheckStatus.UP, "1 of 1 workers ready",
				Map.of("ready", 1L, "required", 1, "self", true)));
		this.self.set(false);
		assertThat(check.current(counted)).isSameAs(counted);
	}

	@Test
	void currentKeepsWhatTheLastRunHasCountedOfOthers() {
		this.self.set(true);
		CheckResult counted = check(3, () -> new WorkerCount(2, Map.of("dead", 1), "slow")).run();
		this.self.set(false);
		WorkersCheck check = check(3);
		assertShown(check.current(counted)).isEqualTo(new CheckResult(CheckStatus.DOWN, "2 of 3 workers ready",
				Map.of("ready", 2L, "required", 3, "self", false, "ignored", Map.of("dead", 1), "problem", "slow")));
		this.self.set(true);
		assertThat(check.current(check.current(counted))).isEqualTo(counted);
	}

	@Test
	void currentBeforeTheFirstCountIsUpOnlyWhereThisProcessIsEnough() {
		assertThat(check(1).current(null)).isNull();
		assertThat(check(0).current(null)).isNotNull().extracting(CheckResult::status).isEqualTo(CheckStatus.UP);
		this.self.set(true);
		assertShown(check(1).current(null)).isEqualTo(new CheckResult(CheckStatus.UP, "1 of 1 workers ready",
				Map.of("ready", 1L, "required", 1, "self", true)));
		assertThat(check(2).current(null)).isNull();
	}

	@Test
	void currentOfARunThatCouldNotCountIsDegradedWhereThisProcessIsEnough() {
		CheckResult failed = CheckResult.failed(new OutOfMemoryError("heap"));
		assertThat(check(1).current(failed)).isSameAs(failed);
		this.self.set(true);
		assertThat(check(1).current(failed)).isEqualTo(CheckResult.degraded("java.lang.OutOfMemoryError: heap"));
		assertThat(check(2).current(failed)).isSameAs(failed);
	}

	@Test
	void currentOnceDeregisteredCountsThisProcessNoMore() {
		this.self.set(true);
		WorkersCheck check = registered(1, this.directory);
		CheckResult counted = check.run();
		check.deregister();
		assertThat(check.current(counted)).isNotNull()
			.extracting(CheckResult::status)
			.isEqualTo(CheckStatus.OUT_OF_SERVICE);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void verdictWhenASourceIsBlockedIsDegradedWhereThisProcessIsEnoughAndElseDown(boolean fromTheStart)
			throws Exception {
		AtomicBoolean blocked = new AtomicBoolean(fromTheStart);
		CompletableFuture<WorkerCount> released = new CompletableFuture<>();
		WorkerSource source = () -> blocked.get() ? released.join() : WorkerCount.of(1);
		WorkersCheck enough = check(1, source);
		WorkersCheck tooFew = check(2, source);
		this.self.set(true);
		CheckRunner runner = new CheckRunner(new CheckThreads("test", 1), CheckSettings.defaults(), List.of());
		runner.register("enough", enough, settings(enough), new CheckThreads("test-enough", 1));
		runner.register("too-few", tooFew, settings(tooFew), new CheckThreads("test-too-few", 1));
		Set<CheckStatus> seen = new LinkedHashSet<>();
		try (CapturedLog changes = CapturedLog.of(Class.forName("dev.healthcheck.check.CheckLog"))) {
			runner.start();
			if (!fromTheStart) {
				Awaitility.await().until(() -> verdict(runner, "too-few").status().equals(CheckStatus.UP));
				Awaitility.await().until(() -> verdict(runner, "enough").status().equals(CheckStatus.UP));
				blocked.set(true);
			}
			Awaitility.await().pollInterval(Duration.ofMillis(1)).untilAsserted(() -> {
				CheckVerdict verdict = verdict(runner, "enough");
				seen.add(verdict.status());
				assertThat(verdict.isLate()).isTrue();
				assertThat(verdict.status()).isEqualTo(CheckStatus.DEGRADED);
				assertThat(verdict(runner, "too-few").status()).isEqualTo(CheckStatus.DOWN);
			});
			assertThat(seen).isSubsetOf(CheckStatus.UP, CheckStatus.DEGRADED);
			released.complete(WorkerCount.of(7));
			Awaitility.await().until(() -> verdict(runner, "too-few").status().equals(CheckStatus.UP));
		}
		finally {
			runner.stop();
			released.cancel(false);
		}
	}

	@Test
	void ignoredIsWhatTheLastCountHasLeftOut() throws Exception {
		CheckResult result = check(1, () -> new WorkerCount(0, Map.of("dead", 2), null)).run();
		CheckVerdict verdict = new CheckVerdict(result.status(), false, null, null, result, null);
		assertThat(WorkersCheck.ignored(verdict)).isEqualTo(Map.of("dead", 2));
		assertThat(WorkersCheck.ignored(null)).isEmpty();
		assertThat(WorkerDirectory.reasons()).contains("dead", "too-many").doesNotContain("ready", "nothing");
	}

	@Test
	void readyIsWhatTheLastCountHasFound() {
		this.self.set(true);
		CheckResult result = check(1, () -> WorkerCount.of(2)).run();
		assertThat(WorkersCheck.ready(new CheckVerdict(result.status(), false, null, null, result, null))).isEqualTo(3);
		assertThat(WorkersCheck.ready(null)).isZero();
		CheckResult other = new CheckResult(CheckStatus.UP, null, Map.of("ready", 3, "self", true));
		assertThat(WorkersCheck.ready(new CheckVerdict(other.status(), false, null, null, other, null))).isZero();
	}

	private static CheckVerdict verdict(CheckRunner runner, String name) {
		return Objects.requireNonNull(runner.verdict(name));
	}

	private static CheckSettings settings(WorkersCheck check) {
		Duration interval = Duration.ofMillis(50);
		return new CheckSettings(interval, interval, interval, Duration.ofMillis(100), Duration.ofMillis(100), 1, 1,
				check.onTimeout(), true);
	}

	@Test
	void directoryOfThisSystemCountsOtherProcesses() throws Exception {
		WorkerFileName names = WorkerFileName.of(this.directory, ".w.{}");
		Duration heartbeat = Duration.ofSeconds(30);
		WorkersCheck check = new WorkersCheck(2,
				List.of(new WorkerDirectory(names, WorkerVerification.PROCESS, heartbeat)),
				new WorkerRegistration(names, "app", WorkerVerification.PROCESS, heartbeat), () -> true);
		assertThat(check.run().message()).isEqualTo("1 of 2 workers ready");
		try (SleepingProcesses other = SleepingProcesses.start(1, true)) {
			Files.createFile(names.file(other.pids().get(0)));
			assertThat(check.run().message()).isEqualTo("2 of 2 workers ready");
			assertThat(names.file(ProcessHandle.current().pid())).exists();
		}
	}

}
