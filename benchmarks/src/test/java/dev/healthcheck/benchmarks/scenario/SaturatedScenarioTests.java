package dev.healthcheck.benchmarks.scenario;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.healthcheck.benchmarks.arm.Arm;
import dev.healthcheck.benchmarks.load.Answer;
import dev.healthcheck.benchmarks.load.Answers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SaturatedScenario}.
 */
class SaturatedScenarioTests {

	@Test
	void armsIncludeTheBareThread() {
		assertThat(SaturatedScenario.arms(new Settings(false, null, Set.of()))).containsExactly(Arm.values());
		assertThat(SaturatedScenario.arms(new Settings(true, null, Set.of()))).containsExactly(Arm.PLAIN_ROOT,
				Arm.OURS_READYZ, Arm.BARE_THREAD);
		assertThat(SaturatedScenario.arms(new Settings(true, null, Set.of(Arm.OURS_ROOT, Arm.BARE_THREAD))))
			.containsExactly(Arm.OURS_ROOT, Arm.BARE_THREAD);
	}

	@Test
	void applicationsLetTheBareThreadShareThatOfTheProbeItLimits() {
		assertThat(SaturatedScenario.applications(EnumSet.of(Arm.PLAIN_ROOT, Arm.OURS_READYZ, Arm.BARE_THREAD)))
			.containsExactly(Set.of(Arm.PLAIN_ROOT), Set.of(Arm.OURS_READYZ, Arm.BARE_THREAD));
	}

	@Test
	void applicationsWithoutThatProbeGiveTheBareThreadItsOwn() {
		assertThat(SaturatedScenario.applications(EnumSet.of(Arm.OURS_ROOT, Arm.BARE_THREAD)))
			.containsExactly(Set.of(Arm.OURS_ROOT), Set.of(Arm.BARE_THREAD));
	}

	@Test
	void ratioIsOfTheSameShareOfProbes() {
		assertThat(SaturatedScenario.ratio("p50", 50, result(200, 30), result(200, 20)).number()).isEqualTo(1.5);
	}

	@Test
	void ratioWithoutABareThreadOrWithAFailedProbeIsNoNumber() {
		assertThat(SaturatedScenario.ratio("p50", 50, result(200, 30), null).text()).isEmpty();
		assertThat(SaturatedScenario.ratio("p50", 50, result(503, 30), result(200, 20)).text()).isEqualTo("failed");
	}

	private static SaturatedRun.Result result(int status, int millis) {
		return new SaturatedRun.Result(new Answers(List.of(new Answer(0, millis * 1_000_000L, status))),
				Optional.empty());
	}

}
