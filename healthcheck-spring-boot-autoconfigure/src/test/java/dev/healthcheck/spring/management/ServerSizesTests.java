package dev.healthcheck.spring.management;

import dev.healthcheck.spring.test.FailedStart;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the sizes that the isolated server may have, whatever server it is.
 */
@Tag("servers")
@ExtendWith(OutputCaptureExtension.class)
class ServerSizesTests {

	@Test
	void smallestSizesAreEnough() {
		try (RunningApplication application = RunningApplication.start("healthcheck.server.threads=2",
				"healthcheck.server.reserved-threads=1", "management.endpoints.web.exposure.include=health,info")) {
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
			assertThat(application.probe("/actuator/info").status()).isEqualTo(200);
			assertThat(application.probe("/actuator/health").status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@CsvSource({ "1, 1, healthcheck.server.threads", "2, 2, healthcheck.server.reserved-threads",
			"4, 5, healthcheck.server.reserved-threads" })
	void impossibleSizeIsNamed(int threads, int reserved, String key, CapturedOutput output) {
		FailedStart.ofServer(Object.class, "healthcheck.server.threads=" + threads,
				"healthcheck.server.reserved-threads=" + reserved);
		assertThat(output).contains("APPLICATION FAILED TO START", key, "Action:").doesNotContain("IllegalState");
	}

}
