package dev.healthcheck.check;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Memory and threads that are missing at random, at each point at which the life of a
 * check can notice it.
 */
class CheckExhaustionTests {

	private static final List<String> NAMES = IntStream.range(0, 5).mapToObj((i) -> "check-" + i).toList();

	private final Map<String, FakeCheck> checks = new HashMap<>();

	private final Map<String, CheckStatus> announced = new HashMap<>();

	private final FakeRuntime fake = new FakeRuntime();

	private final CheckRuntime real = this.fake.runtime();

	private Random random = new Random(0);

	private boolean exhausted;

	private final CheckRunner runner = new CheckRunner(exhaustible(this.fake), CheckSettings.defaults(),
			(name, settings) -> settings, new CheckRuntime(this.real.ticker(), () -> {
				useMemory();
				return this.real.clock().instant();
			}, () -> {
				useMemory();
				return 1;
			}, exhaustible(this.real.interrupts()), exhaustible(this.real.earlyFailures()), this.real.schedulers()),
			this::note);

	@Test
	void everyCheckRunsAgainWhenMemoryAndThreadsAreBack() {
		NAMES.forEach((name) -> {
			this.checks.put(name, new FakeCheck());
			this.runner.register(name, check(name));
		});
		this.runner.start();
		for (int episode = 0; episode < 500; episode++) {
			this.random = new Random(episode);
			this.exhausted = true;
			for (int step = 0; step < 20; step++) {
				act();
			}
			this.exhausted = false;
			recover("episode " + episode);
		}
	}

	private void act() {
		String name = NAMES.get(this.random.nextInt(NAMES.size()));
		switch (this.random.nextInt(6)) {
			case 0 -> this.runner.refresh(name);
			case 1 -> check(name).fails();
			case 2 -> check(name).answers(() -> {
				this.fake.advance(Duration.ofSeconds(11));
				return CheckResult.up();
			});
			case 3 -> {
				this.runner.stop();
				this.runner.start();
			}
			default -> {
				this.fake.advance(Duration.ofMillis(this.random.nextInt(30_000)));
				runQueued();
			}
		}
	}

	/** Execute what is queued now: slow runs let further ones become due. */
	private void runQueued() {
		for (int i = this.fake.queued(); i > 0; i--) {
			this.fake.runNext();
		}
	}

	private void recover(String episode) {
		this.checks.values().forEach(FakeCheck::passes);
		Map<String, Integer> before = new HashMap<>();
		this.checks.forEach((name, check) -> before.put(name, check.runs()));
		for (int i = 0; i < 300; i++) {
			runQueued();
			this.fake.advance(Duration.ofMillis(100));
		}
		assertThat(NAMES).as(episode).allSatisfy((name) -> {
			assertThat(check(name).runs()).isGreaterThan(before.get(name));
			CheckVerdict verdict = this.runner.verdict(name);
			assertThat(verdict).isNotNull()
				.extracting(CheckVerdict::status, CheckVerdict::isLate)
				.containsExactly(CheckStatus.UP, false);
			assertThat(this.announced).containsEntry(name, CheckStatus.UP);
		});
	}

	private boolean note(CheckChange change) {
		useMemory();
		if (this.exhausted && this.random.nextInt(4) == 0) {
			return false;
		}
		this.announced.put(change.name(), change.to().status());
		return true;
	}

	private FakeCheck check(String name) {
		return Objects.requireNonNull(this.checks.get(name));
	}

	private Executor exhaustible(Executor executor) {
		return (task) -> {
			useMemory();
			executor.execute(task);
		};
	}

	private void useMemory() {
		if (this.exhausted && this.random.nextInt(3) == 0) {
			throw new OutOfMemoryError("for a test");
		}
	}

}
