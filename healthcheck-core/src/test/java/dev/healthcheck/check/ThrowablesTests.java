package dev.healthcheck.check;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.test.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 5 of docs/reliability.md: twelve ways to fail, a thousand times each, or a
 * hundred in the default build.
 */
@Timeout(300)
class ThrowablesTests {

	private static final int RUNS = Figures.repetitions(1000);

	private static final Map<String, Check> FAILURES = new LinkedHashMap<>();

	static {
		FAILURES.put("runtime", throwing(new IllegalStateException("runtime")));
		FAILURES.put("checked", throwing(new IOException("checked")));
		FAILURES.put("sneaky", () -> {
			throw ThrowablesTests.<RuntimeException>sneaky(new Throwable("neither Exception nor Error"));
		});
		FAILURES.put("assertion", throwing(new AssertionError("assertion")));
		FAILURES.put("linkage", throwing(new NoClassDefFoundError("linkage")));
		FAILURES.put("thread-death", throwing(threadDeath()));
		FAILURES.put("interrupted", () -> {
			Thread.currentThread().interrupt();
			throw new InterruptedException("interrupted");
		});
		FAILURES.put("null-result", ThrowablesTests::noResult);
		FAILURES.put("throwing-message", throwing(new Hostile()));
		FAILURES.put("null-status", () -> CheckResult.of(noStatus(), "no status"));
		FAILURES.put("stack-overflow", () -> CheckResult.up(String.valueOf(depth(0))));
		FAILURES.put("out-of-memory", () -> CheckResult.up(String.valueOf(new byte[Integer.MAX_VALUE].length)));
	}

	@Test
	void whateverIsThrownTheCheckIsDownAndRunsAgain() throws Exception {
		CheckSettings settings = TestSettings.quick(Duration.ofNanos(1), Duration.ofSeconds(60));
		Set<String> statuses = ConcurrentHashMap.newKeySet();
		CheckRunner runner = new CheckRunner(new CheckThreads("throwables", 4), settings,
				List.of((change) -> statuses.add(change.to().status() + (change.to().isLate() ? " late" : ""))));
		Map<String, CountDownLatch> left = new LinkedHashMap<>();
		FAILURES.forEach((name, check) -> {
			CountDownLatch runs = new CountDownLatch(RUNS);
			left.put(name, runs);
			runner.register(name, () -> {
				runs.countDown();
				return check.run();
			}, settings);
		});
		runner.start();
		try {
			for (Map.Entry<String, CountDownLatch> runs : left.entrySet()) {
				assertThat(runs.getValue().await(120, TimeUnit.SECONDS))
					.as("%s: %s runs left", runs.getKey(), runs.getValue().getCount())
					.isTrue();
			}
			assertThat(FAILURES).hasSize(12);
			assertThat(FAILURES.keySet()).allSatisfy((name) -> {
				CheckVerdict verdict = Objects.requireNonNull(runner.verdict(name));
				assertThat(verdict.status()).isEqualTo(CheckStatus.DOWN);
				assertThat(Objects.requireNonNull(verdict.result()).message()).isNotBlank()
					.isNotEqualTo(CheckResult.INDESCRIBABLE.message());
			});
			assertThat(statuses).containsOnly("DOWN");
		}
		finally {
			runner.stop();
		}
	}

	private static Check throwing(Throwable failure) {
		return () -> {
			throw ThrowablesTests.<RuntimeException>sneaky(failure);
		};
	}

	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
	private static <T extends Throwable> T sneaky(Throwable failure) throws T {
		throw (T) failure;
	}

	@SuppressWarnings("NullAway")
	private static CheckResult noResult() {
		return null;
	}

	@SuppressWarnings("NullAway")
	private static CheckStatus noStatus() {
		return null;
	}

	/** Deprecated for removal: by name. */
	private static Throwable threadDeath() {
		try {
			return Class.forName("java.lang.ThreadDeath")
				.asSubclass(Throwable.class)
				.getDeclaredConstructor()
				.newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@SuppressWarnings("InfiniteRecursion")
	private static int depth(int depth) {
		return depth(depth + 1) + 1;
	}

	private static final class Hostile extends RuntimeException {

		@Override
		public String getMessage() {
			throw new Hostile();
		}

		@Override
		public String toString() {
			throw new StackOverflowError();
		}

	}

}
