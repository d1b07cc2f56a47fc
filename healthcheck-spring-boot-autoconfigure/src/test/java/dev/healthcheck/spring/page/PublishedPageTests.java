package dev.healthcheck.spring.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.page.StatusPage;
import dev.healthcheck.spring.groups.ShownDetails;
import dev.healthcheck.spring.probes.ProbeFactory;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PublishedPage}.
 */
class PublishedPageTests {

	@Test
	void whenMaintenanceBeginsWhileThePageIsMadeItsVerdictsAgreeWithItsChecks() {
		try (RunningApplication application = RunningApplication.start("management.endpoint.health.show-details=always",
				"healthcheck.maintenance.scan-interval=50ms")) {
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
			CheckRunner runner = application.context().getBean(CheckRunner.class);
			AtomicBoolean entered = new AtomicBoolean();
			PublishedPage page = new PublishedPage(application.context().getBean(ProbeFactory.class),
					ShownDetails.ANONYMOUS, (name) -> {
						if (entered.compareAndSet(false, true)) {
							enter(application);
						}
						return Objects.requireNonNull(runner.statistics(name)).history();
					}, "shop", InstantSource.system());
			StatusPage shown = page.get();
			assertThat(entered).isTrue();
			assertThat(shown.verdicts().get(0).status()).isEqualTo(CheckStatus.MAINTENANCE);
			assertThat(shown.verdicts().get(0).ok()).isFalse();
			assertThat(shown.verdicts().get(2).status()).isEqualTo(CheckStatus.MAINTENANCE);
		}
	}

	private static void enter(RunningApplication application) {
		try {
			Files.createFile(application.maintenanceFile());
			Awaitility.await().until(() -> application.probe("/readyz").status() == 503);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
