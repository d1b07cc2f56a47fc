package dev.healthcheck.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link RunListener}s are told.
 */
class RunListenerTests {

	private final FakeRuntime fake = new FakeRuntime();

	private final CheckRunner runner = this.fake.runner();

	private final FakeCheck check = new FakeCheck();

	private final List<String> runs = new ArrayList<>();

	@Test
	void eachRunThatEndsInTimeIsToldWhateverItFound() {
		this.runner.addRunListener(this::remember);
		start();
		this.fake.runNext();
		this.check.fails();
		this.fake.advance(Duration.ofSeconds(27));
		this.fake.runNext();
		assertThat(this.runs).containsExactly("tea UP", "tea DOWN");
	}

	@Test
	void runThatIsTooLateIsNotTold() {
		this.runner.addRunListener(this::remember);
		this.check.answers(() -> {
			this.fake.advance(Duration.ofSeconds(11));
			return CheckResult.up();
		});
		start();
		this.fake.runNext();
		assertThat(this.runs).isEmpty();
	}

	@Test
	void listenerThatThrowsHoldsUpNeitherCheckNorOtherListeners() {
		this.runner.addRunListener((name, run) -> {
			throw new StackOverflowError();
		});
		this.runner.addRunListener(this::remember);
		start();
		this.fake.runNext();
		this.fake.advance(Duration.ofSeconds(27));
		this.fake.runNext();
		assertThat(this.runs).hasSize(2);
	}

	@Test
	void listenerMayAskTheRunnerAndRemoveTheCheck() {
		this.runner.addRunListener((name, run) -> {
			remember(name, run);
			this.runner.unregister(name);
		});
		start();
		this.fake.runNext();
		assertThat(this.runs).hasSize(1);
		assertThat(this.runner.names()).isEmpty();
	}

	private void start() {
		this.runner.register("tea", this.check);
		this.runner.start();
	}

	private void remember(String name, CheckRun run) {
		this.runs.add(name + " " + run.result().status());
	}

}
