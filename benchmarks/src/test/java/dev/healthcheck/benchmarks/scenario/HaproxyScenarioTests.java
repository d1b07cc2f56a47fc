package dev.healthcheck.benchmarks.scenario;

import java.util.Set;

import dev.healthcheck.benchmarks.arm.Arm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HaproxyScenario}.
 */
class HaproxyScenarioTests {

	private final HaproxyScenario haproxy = new HaproxyScenario("haproxy", 30);

	private final HaproxyScenario haproxy2s = new HaproxyScenario("haproxy-2s", 2);

	@Test
	void armsWhenTimeIsShortAreSharedByTheTwoScenarios() {
		Settings quick = new Settings(true, null, Set.of());
		assertThat(this.haproxy.arms(quick)).containsExactly(Arm.IN_BAND, Arm.PLAIN_ROOT, Arm.OURS_READYZ);
		assertThat(this.haproxy2s.arms(quick)).containsExactly(Arm.PLAIN_ROOT, Arm.OURS_ROOT);
	}

	@Test
	void armsAreAllButTheBareThreadOrThoseThatAreNamed() {
		assertThat(this.haproxy.arms(new Settings(false, null, Set.of()))).hasSize(5).doesNotContain(Arm.BARE_THREAD);
		assertThat(this.haproxy2s.arms(new Settings(true, null, Set.of(Arm.IN_BAND, Arm.BARE_THREAD))))
			.containsExactly(Arm.IN_BAND);
	}

}
