package dev.healthcheck.spring.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * HAProxy, monit and Nagios' check_http themselves, asking in each format.
 */
@Timeout(300)
class RealClientsTests {

	private static final String[] PROPERTIES = { "healthcheck.probes.gunicorn.format=gunicorn",
			"healthcheck.probes.gunicorn.path=/workers", "healthcheck.probes.pyramid.format=pyramid",
			"healthcheck.probes.pyramid.path=/pyramid", "healthcheck.probes.runscope.format=runscope",
			"healthcheck.probes.approck.format=approck", "healthcheck.probes.drain.path=/drain",
			"healthcheck.probes.drain.group=readiness", "healthcheck.probes.drain.status.maintenance=404",
			"healthcheck.workers.scan-interval=100ms", "healthcheck.maintenance.scan-interval=100ms" };

	private static final Map<String, String> PATHS = new TreeMap<>(Map.of("gunicorn", "/workers", "pyramid", "/pyramid",
			"runscope", "/healthcheck", "approck", "/health/ready", "word", "/readyz"));

	@TempDir
	private Path directory;

	@BeforeEach
	void clientsAreInstalled() {
		assumeThat(Files.isExecutable(Path.of("/usr/sbin/haproxy"))).isTrue();
		assumeThat(Files.isExecutable(Path.of("/usr/bin/monit"))).isTrue();
		assumeThat(CheckHttp.isInstalled()).isTrue();
	}

	@Test
	void allAgreeWithEachFormat() throws Exception {
		Map<String, String> backends = new LinkedHashMap<>();
		PATHS.forEach((name, path) -> backends.put(name, "option httpchk GET " + path));
		backends.put("word", "option httpchk OPTIONS " + PATHS.get("word"));
		backends.put("drain", "option httpchk GET /drain\n\thttp-check disable-on-404");
		try (RunningApplication application = RunningApplication.start(PROPERTIES);
				Haproxy haproxy = new Haproxy(this.directory, application.probePort(), backends);
				Monit monit = new Monit(this.directory, application.probePort(), PATHS)) {
			assertAgreed(application, haproxy, monit, true, states("UP", "UP", "UP"));
			AvailabilityChangeEvent.publish(application.context(), ReadinessState.REFUSING_TRAFFIC);
			assertAgreed(application, haproxy, monit, false, states("DOWN", "DOWN", "DOWN"));
			AvailabilityChangeEvent.publish(application.context(), ReadinessState.ACCEPTING_TRAFFIC);
			assertAgreed(application, haproxy, monit, true, states("UP", "UP", "UP"));
			Files.createFile(application.maintenanceFile());
			// 299, pyramid_health's own, is no reason for HAProxy to send nothing
			assertAgreed(application, haproxy, monit, false, states("DOWN", "UP", "NOLB"));
		}
	}

	private static Map<String, String> states(String all, String pyramid, String drain) {
		Map<String, String> states = new TreeMap<>();
		PATHS.keySet().forEach((name) -> states.put(name, all));
		states.put("pyramid", pyramid);
		states.put("drain", drain);
		return states;
	}

	private void assertAgreed(RunningApplication application, Haproxy haproxy, Monit monit, boolean well,
			Map<String, String> states) throws IOException, InterruptedException {
		Awaitility.await().ignoreExceptions().untilAsserted(() -> assertThat(haproxy.states()).isEqualTo(states));
		Map<String, Boolean> each = new TreeMap<>();
		PATHS.keySet().forEach((name) -> each.put(name, well));
		Awaitility.await().untilAsserted(() -> assertThat(monit.states()).isEqualTo(each));
		for (String path : PATHS.values()) {
			assertThat(CheckHttp.run(this.directory, "check_orders_ready", application.probePort(), path)).as(path)
				.isEqualTo(well ? 0 : 2);
		}
	}

}
