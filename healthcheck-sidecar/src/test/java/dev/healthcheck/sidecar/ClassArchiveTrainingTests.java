package dev.healthcheck.sidecar;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link ClassArchiveTraining}.
 */
class ClassArchiveTrainingTests {

	@Test
	void mainEndsAndLeavesNoThread() {
		assertThatNoException().isThrownBy(() -> ClassArchiveTraining.main(new String[0]));
		Awaitility.await()
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().startsWith("healthcheck-http")
						|| thread.getName().startsWith("healthcheck-statsd")));
	}

}
