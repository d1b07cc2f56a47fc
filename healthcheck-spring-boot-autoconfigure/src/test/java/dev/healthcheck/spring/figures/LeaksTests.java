package dev.healthcheck.spring.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.spring.checks.CheckChangedEvent;
import dev.healthcheck.spring.groups.HealthGroupChangedEvent;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 20: secrets in what checks throw and find, and in what is asked, are in no
 * default answer, and neither on the page, in metrics, in the log nor in the text of
 * events.
 */
@ExtendWith(OutputCaptureExtension.class)
class LeaksTests {

	private static final int SECRETS = 50;

	private static final String SECRET = "s3cr3t";

	private static final String[] PATHS = { "/livez", "/readyz", "/startupz", "/readyz?verbose&x=s3cr3t", "/worker",
			"/approck", "/pyramid?checks=all", "/pyramid?checks=s3cr3t", "/json", "/status", "/status.json",
			"/actuator", "/actuator/health", "/actuator/health/readiness", "/actuator/health/thrown-1",
			"/actuator/health/indicator", "/actuator/health/s3cr3t", "/s3cr3t" };

	@Test
	void secretsAreOnNoSurface(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.start(Seeds.class, "healthcheck.page.enabled=true",
				"healthcheck.probes.json.path=/json", "healthcheck.probes.json.group=readiness",
				"healthcheck.probes.json.format=json", "healthcheck.probes.worker.path=/worker",
				"healthcheck.probes.worker.format=gunicorn", "healthcheck.probes.approck.path=/approck",
				"healthcheck.probes.approck.format=approck", "healthcheck.probes.pyramid.path=/pyramid",
				"healthcheck.probes.pyramid.format=pyramid", "healthcheck.checks.retry-delay=10ms")) {
			Seeds seeds = application.context().getBean(Seeds.class);
			CheckRegistry checks = application.context().getBean(CheckRegistry.class);
			for (int i = 0; i < SECRETS; i++) {
				String secret = SECRET + i;
				checks.register("thrown-" + i, () -> {
					throw new IllegalStateException(secret, new IllegalArgumentException(secret));
				});
				checks.register("told-" + i, () -> new CheckResult(CheckStatus.DOWN, null, Map.of(secret, secret)));
			}
			Awaitility.await()
				.until(() -> seeds.events.stream().filter(CheckChangedEvent.class::isInstance).count() >= 2 * SECRETS);
			Awaitility.await().until(() -> application.probe("/actuator/health").status() == 503);
			List<String> leaks = new ArrayList<>();
			for (String path : PATHS) {
				for (String method : new String[] { "GET", "OPTIONS", "POST" }) {
					RawHttp.Answer answer = RawHttp.ask(application.probePort(), method, path, "HTTP/1.1",
							"Authorization: Bearer " + SECRET, "Cookie: a=" + SECRET, "X-Request-Id: " + SECRET);
					// Boot's own page for an error repeats the path
					String text = (answer.headers() + answer.body()).replace("\"path\":\"" + path + "\"", "");
					if (text.contains(SECRET)) {
						leaks.add(method + " " + path + ": " + answer);
					}
				}
			}
			assertThat(leaks).isEmpty();
			assertThat(seeds.events).hasSizeGreaterThan(2 * SECRETS);
			assertThat(seeds.events.stream().map(Object::toString)).noneMatch((text) -> text.contains(SECRET));
			MeterRegistry meters = application.context().getBean(MeterRegistry.class);
			assertThat(meters.getMeters()).hasSizeGreaterThan(2 * SECRETS)
				.noneMatch((meter) -> meter.getId().toString().contains(SECRET));
			// Netty's access log, which the build switches on, has what other paths are
			// asked
			assertThat(output.toString().lines().filter((line) -> !line.contains("server.AccessLog")))
				.anyMatch((line) -> line.contains("Check 'thrown-1' is DOWN"))
				.noneMatch((line) -> line.contains(SECRET));
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Seeds {

		private final List<ApplicationEvent> events = new CopyOnWriteArrayList<>();

		@Bean
		HealthIndicator indicatorHealthIndicator() {
			return () -> Health.down(new IllegalStateException(SECRET)).withDetail(SECRET, SECRET).build();
		}

		@Bean
		ApplicationListener<CheckChangedEvent> checkEvents() {
			return this.events::add;
		}

		@Bean
		ApplicationListener<HealthGroupChangedEvent> groupEvents() {
			return this.events::add;
		}

		@Bean
		MeterRegistry meters() {
			return new SimpleMeterRegistry();
		}

	}

}
