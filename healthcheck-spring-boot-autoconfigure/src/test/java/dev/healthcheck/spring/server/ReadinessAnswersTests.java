package dev.healthcheck.spring.server;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.server.AgentAnswer;
import dev.healthcheck.spring.startup.ApplicationReadiness;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.support.StaticApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadinessAnswers}.
 */
class ReadinessAnswersTests {

	private final StaticApplicationContext context = new StaticApplicationContext();

	private final ApplicationReadiness readiness = new ApplicationReadiness(this.context, null, (changed) -> {
	});

	private final AtomicLong now = new AtomicLong();

	private final Semaphore reports = new Semaphore(0);

	private volatile boolean failing;

	private final ReadinessAnswers answers = new ReadinessAnswers(new ReadinessAnswers.Reports(() -> null, () -> {
		this.reports.acquireUninterruptibly();
		if (this.failing) {
			throw new IllegalStateException("on purpose");
		}
		return new ProbeReport(CheckStatus.UP, 200, List.of(), (members) -> {
			throw new AssertionError();
		});
	}), this.readiness, () -> 100, DaemonThreadFactory.inheriting(), this.now::get);

	@ParameterizedTest
	@CsvSource({ "0, 100", "0.25, 75", "0.5, 50", "0.899, 10", "1, 10" })
	void weightFollowsSaturationAndIsNeverNone(double saturation, int weight) {
		assertThat(ReadinessAnswers.weight(saturation)).isEqualTo(weight);
	}

	@Test
	void whenTheApplicationStartsNoIndicatorIsRun() {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		assertThat(this.answers.get()).isEqualTo(AgentAnswer.down("starting"));
		assertThat(this.answers.get()).isEqualTo(AgentAnswer.down("starting"));
		assertThat(Thread.getAllStackTraces().keySet()).filteredOn(before::contains, false)
			.extracting(Thread::getName)
			.doesNotContain("healthcheck-agent");
		assertThat(this.reports.hasQueuedThreads()).isFalse();
	}

	@Test
	void whenAReportTakesLongItIsDownUntilItIsMade() {
		change(ReadinessState.ACCEPTING_TRAFFIC);
		assertThat(this.answers.get()).isNull();
		this.now.addAndGet(Duration.ofSeconds(10).toNanos());
		assertThat(this.answers.get()).isNull();
		this.now.addAndGet(1);
		assertThat(this.answers.get()).isEqualTo(AgentAnswer.down("health indicators are late"));
		change(ReadinessState.REFUSING_TRAFFIC);
		assertThat(this.answers.get()).isEqualTo(AgentAnswer.drain());
		change(ReadinessState.ACCEPTING_TRAFFIC);
		this.reports.release();
		Awaitility.await().until(() -> AgentAnswer.up(100).equals(this.answers.get()));
		this.reports.release();
	}

	@Test
	void whenAReportFailsItIsDownUntilOneIsMade() {
		change(ReadinessState.ACCEPTING_TRAFFIC);
		this.reports.release(Integer.MAX_VALUE / 2);
		Awaitility.await().until(() -> AgentAnswer.up(100).equals(this.answers.get()));
		this.failing = true;
		Awaitility.await().until(() -> AgentAnswer.down("health cannot be determined").equals(this.answers.get()));
		this.failing = false;
		Awaitility.await().until(() -> AgentAnswer.up(100).equals(this.answers.get()));
	}

	private void change(ReadinessState state) {
		this.readiness.onApplicationEvent(new AvailabilityChangeEvent<>(this.context, state));
	}

}
