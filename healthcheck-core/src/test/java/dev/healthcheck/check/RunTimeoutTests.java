package dev.healthcheck.check;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunTimeoutTests {

	private final RunTimeout timeout = new RunTimeout(400);

	@Test
	void whenAQuarterButTheLastEndsAFailureIsRequestedOnce() {
		this.timeout.start(1000);
		assertThat(this.timeout.untilNotice(1000)).isEqualTo(100);
		assertThat(this.timeout.notice(1099)).isFalse();
		assertThat(this.timeout.notice(1100)).isTrue();
		assertThat(this.timeout.notice(1100)).isFalse();
		assertThat(this.timeout.untilNotice(1150)).isEqualTo(50);
		assertThat(this.timeout.notice(1300)).isTrue();
		assertThat(this.timeout.isNoticed()).isFalse();
		assertThat(this.timeout.notice(1400)).isFalse();
		assertThat(this.timeout.isNoticed()).isTrue();
		assertThat(this.timeout.untilNotice(1400)).isEqualTo(CheckScheduler.IDLE);
	}

	@Test
	void whenTheNextRunIsLaunchedNothingIsNoticed() {
		this.timeout.start(0);
		this.timeout.notice(1000);
		this.timeout.reset();
		assertThat(this.timeout.isNoticed()).isFalse();
		this.timeout.start(1000);
		assertThat(this.timeout.untilNotice(1000)).isEqualTo(100);
	}

	@Test
	void whenTheTimeoutHasJustPassedItIsNotOver() {
		this.timeout.start(1000);
		assertThat(this.timeout.isOver(1400)).isFalse();
		assertThat(this.timeout.isOver(1401)).isTrue();
	}

}
