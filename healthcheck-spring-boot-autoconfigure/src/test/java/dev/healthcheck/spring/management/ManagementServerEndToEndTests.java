package dev.healthcheck.spring.management;

import java.io.IOException;
import java.net.ServerSocket;

import dev.healthcheck.spring.test.FailedStart;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the ports of a real application.
 */
@ExtendWith(OutputCaptureExtension.class)
class ManagementServerEndToEndTests {

	private static final String NOT_ISOLATED = "Probes are not isolated";

	private static final String OPEN_DETAILS = " listens on all interfaces, and health shows its details";

	@Test
	void differentPortsForOneServerStopTheStart(CapturedOutput output) {
		FailedStart.ofServer(Object.class, "healthcheck.server.port=9090", "management.server.port=9091");
		assertThat(output).contains("APPLICATION FAILED TO START",
				"'healthcheck.server.port' is 9090 but 'management.server.port' is 9091: they are one setting.",
				"Action:", "Remove one of the two properties");
	}

	@Test
	void equalPortsServeProbesAndWarnOnce(CapturedOutput output) {
		int port = TestSocketUtils.findAvailableTcpPort();
		try (RunningApplication application = RunningApplication.start("server.port=" + port,
				"healthcheck.server.port=" + port, "healthcheck.server.address=127.0.0.1")) {
			assertThat(application.managementPort()).isEqualTo(port);
			assertThat(RawHttp.get(port, "/livez").status()).isEqualTo(200);
			Awaitility.await().until(() -> RawHttp.get(port, "/readyz").status() == 200);
			assertThat(RawHttp.get(port, "/actuator/health").status()).isEqualTo(200);
		}
		assertThat(output.toString().split(NOT_ISOLATED)).hasSize(2);
	}

	@Test
	void serverThatIsNotIsolatedIsBootsOwnAndServesProbesWithoutAWarning(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.start("healthcheck.server.isolated=false")) {
			assertThat(RawHttp.get(application.port(), "/livez").status()).isEqualTo(200);
			assertThat(RawHttp.get(application.port(), "/actuator/health/liveness").status()).isEqualTo(200);
		}
		assertThat(output).doesNotContain(NOT_ISOLATED);
	}

	@Test
	void disabledManagementServerServesNothingAnywhere() {
		try (RunningApplication application = RunningApplication.start("management.server.port=-1")) {
			assertThat(application.context().getEnvironment().getProperty("local.management.port")).isNull();
			assertThat(RawHttp.get(application.port(), "/livez").status()).isEqualTo(404);
		}
	}

	@Test
	void disabledStarterLeavesBootAsItIs() {
		try (RunningApplication application = RunningApplication.start("healthcheck.enabled=false")) {
			assertThat(application.managementPort()).isEqualTo(application.port());
			assertThat(application.probe("/actuator/health").status()).isEqualTo(200);
			assertThat(application.probe("/actuator/health/workers").status()).isEqualTo(404);
			assertThat(application.context().getEnvironment().getProperty("management.server.port")).isNull();
		}
	}

	@Test
	void takenPortStopsTheStartWithBootsAnalysis(CapturedOutput output) throws IOException {
		try (ServerSocket taken = new ServerSocket(0)) {
			FailedStart.ofServer(Object.class, "healthcheck.server.port=" + taken.getLocalPort());
			assertThat(output).contains("APPLICATION FAILED TO START",
					"Port " + taken.getLocalPort() + " was already in use");
		}
	}

	@Test
	void addressIsTheManagementServersAlone() {
		try (RunningApplication application = RunningApplication.start("healthcheck.server.address=127.0.0.1")) {
			assertThat(application.context().getEnvironment().getProperty("management.server.address"))
				.isEqualTo("127.0.0.1");
			assertThat(application.context().getEnvironment().getProperty("server.address")).isNull();
			assertThat(application.probe("/livez").status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoint.health.show-details=always",
			"management.endpoint.health.group.readiness.show-details=always" })
	void detailsForEverybodyOnAllInterfacesAreWarnedOfOnce(String property, CapturedOutput output) {
		for (boolean web : new boolean[] { true, false }) {
			SpringApplicationBuilder builder = web ? new SpringApplicationBuilder()
					: new SpringApplicationBuilder().web(WebApplicationType.NONE);
			int before = warnings(output);
			try (RunningApplication application = RunningApplication.start(builder, new Class<?>[0], property,
					"healthcheck.server.port=0")) {
				assertThat(output.toString()).contains("Port " + application.managementPort() + OPEN_DETAILS)
					.contains("or '" + property.split("=")[0] + "' to 'when-authorized'");
				assertThat(warnings(output)).isEqualTo(before + 1);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoint.health.show-details=when-authorized",
			"management.endpoint.health.show-details=always healthcheck.server.address=127.0.0.1",
			"management.endpoint.health.show-details=always management.server.address=0.0.0.0" })
	void detailsForSomeOrOnAnAddressThatIsSetAreNotWarnedOf(String properties, CapturedOutput output) {
		for (boolean web : new boolean[] { true, false }) {
			SpringApplicationBuilder builder = web ? new SpringApplicationBuilder()
					: new SpringApplicationBuilder().web(WebApplicationType.NONE);
			RunningApplication.start(builder, new Class<?>[0], (properties + " healthcheck.server.port=0").split(" "))
				.close();
		}
		assertThat(warnings(output)).isZero();
	}

	private static int warnings(CapturedOutput output) {
		return output.toString().split(OPEN_DETAILS, -1).length - 1;
	}

}
