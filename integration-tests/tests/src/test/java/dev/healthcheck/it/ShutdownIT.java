package dev.healthcheck.it;

import java.nio.file.Files;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Probes are answered until everything else has stopped.
 */
@OnEveryApplication
@Order(Integer.MAX_VALUE)
class ShutdownIT {

	private static final int TERMINATED = 128 + 15;

	private final RunningApplication application;

	ShutdownIT(Application application, RunningApplications applications) {
		this.application = applications.take(application, Setup.PROBES);
	}

	@Test
	void whenTheApplicationEndsProbesAreAnsweredToTheEnd() throws Exception {
		try (RunningApplication ending = this.application) {
			ending.with("hold", () -> {
				ending.program().terminate();
				ending.program().awaitLine("The end is held up");
				if (ending.application().isEmbedded()) {
					assertThat(ending.server().isRefused()).as("the web server has stopped").isTrue();
				}
				assertThat(ending.probes().get("/livez").text()).isEqualTo("200 text/plain;charset=UTF-8 ok");
				assertThat(ending.probes().get("/readyz").text()).isEqualTo("503 text/plain;charset=UTF-8 draining");
				assertThat(ending.probes().get("/actuator/health").status()).isEqualTo(503);
			});
			assertThat(ending.program().await()).as("%s", ending.program()).isEqualTo(TERMINATED);
			assertThat(ending.probes().isRefused()).isTrue();
			assertThat(Files.exists(ending.worker())).as("the worker file of another process").isTrue();
		}
	}

}
