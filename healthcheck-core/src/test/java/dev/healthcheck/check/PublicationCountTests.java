package dev.healthcheck.check;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckRunner#publications()}.
 */
class PublicationCountTests {

	private final FakeRuntime fake = new FakeRuntime();

	private final CheckRunner runner = this.fake.runner();

	private final FakeCheck check = new FakeCheck();

	private long last = this.runner.publications();

	@Test
	void registrationAndRemovalCount() {
		this.runner.register("one", this.check);
		assertChanged();
		assertThat(this.runner.unregister("none")).isFalse();
		assertSame();
		this.runner.unregister("one");
		assertChanged();
	}

	@Test
	void eachResultCountsAndReadingDoesNot() {
		start();
		this.fake.runNext();
		assertChanged();
		this.fake.advance(Duration.ofSeconds(27));
		assertSame();
		this.fake.runNext();
		assertChanged();
		this.runner.verdict("one");
		this.runner.statistics("one");
		assertSame();
	}

	@Test
	void verdictThatChangesWithTheTimeCounts() {
		start();
		this.fake.runNext();
		assertChanged();
		this.fake.advance(Duration.ofSeconds(37));
		assertThat(this.runner.verdict("one")).extracting(CheckVerdict::isLate).isEqualTo(true);
		assertChanged();
		this.fake.advance(Duration.ofSeconds(59));
		assertSame();
		this.fake.advance(Duration.ofSeconds(1));
		assertThat(this.runner.verdict("one")).extracting(CheckVerdict::status).isEqualTo(CheckStatus.DEGRADED);
		assertChanged();
	}

	@Test
	void runThatWasLateCounts() {
		start();
		this.check.answers(() -> {
			this.fake.advance(Duration.ofSeconds(11));
			this.last = this.runner.publications();
			return CheckResult.up();
		});
		this.fake.runNext();
		assertChanged();
	}

	@Test
	void refreshStopAndStartCount() {
		start();
		this.runner.refresh("one");
		assertChanged();
		this.runner.stop();
		assertChanged();
		this.runner.start();
		assertChanged();
	}

	private void start() {
		this.runner.register("one", this.check);
		this.runner.start();
		this.last = this.runner.publications();
	}

	private void assertChanged() {
		assertThat(this.runner.publications()).isNotEqualTo(this.last);
		this.last = this.runner.publications();
	}

	private void assertSame() {
		assertThat(this.runner.publications()).isEqualTo(this.last);
	}

}
