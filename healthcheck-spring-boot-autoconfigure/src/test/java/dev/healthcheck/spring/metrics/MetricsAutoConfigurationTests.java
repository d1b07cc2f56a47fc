package dev.healthcheck.spring.metrics;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.spring.checks.ChecksAutoConfiguration;
import dev.healthcheck.spring.checks.HealthCheck;
import dev.healthcheck.spring.groups.GroupsAutoConfiguration;
import dev.healthcheck.spring.indicators.IndicatorsAutoConfiguration;
import dev.healthcheck.spring.maintenance.MaintenanceAutoConfiguration;
import dev.healthcheck.spring.probes.ProbeSet;
import dev.healthcheck.spring.probes.ProbesAutoConfiguration;
import dev.healthcheck.spring.startup.StartupAutoConfiguration;
import dev.healthcheck.spring.statsd.StatsdAutoConfiguration;
import dev.healthcheck.spring.workers.WorkersAutoConfiguration;
import dev.healthcheck.statsd.StatsdListener;
import dev.healthcheck.worker.WorkerCount;
import dev.healthcheck.worker.WorkerSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MetricsAutoConfiguration}, and for what meters tell.
 */
class MetricsAutoConfigurationTests {

	private static final String SECRET = "hunter2";

	private static final String ENABLED = "healthcheck.statsd.enabled=true";

	@TempDir
	private Path directory;

	@Test
	void metersAreThere() {
		metered().run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(registry(context).getMeters()).extracting((meter) -> meter.getId().getName())
				.filteredOn((name) -> name.startsWith("healthcheck."))
				.containsOnly("healthcheck.check.status", "healthcheck.check.age", "healthcheck.check.late",
						"healthcheck.check.changes", "healthcheck.check.runs", "healthcheck.pool.busy",
						"healthcheck.pool.max", "healthcheck.pool.waiting", "healthcheck.pool.hung",
						"healthcheck.workers.ready", "healthcheck.workers.required", "healthcheck.workers.ignored",
						"healthcheck.maintenance", "healthcheck.maintenance.file.older.than.process",
						"healthcheck.statsd.workers", "healthcheck.statsd.counts", "healthcheck.statsd.listening",
						"healthcheck.statsd.datagrams", "healthcheck.statsd.datagrams.lost",
						"healthcheck.statsd.counts.given.up", "healthcheck.statsd.lines", "healthcheck.probe.answers",
						"healthcheck.group.status");
			assertThat(registry(context).getMeters())
				.filteredOn((meter) -> meter.getId().getName().startsWith("healthcheck."))
				.allMatch((meter) -> meter.getId().getDescription() != null);
		});
	}

	@Test
	void nothingIsMeteredWhenDisabled() {
		metered().withPropertyValues("healthcheck.metrics.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(MeterRegistry.class).doesNotHaveBean(CheckMeters.class);
			assertThat(registry(context).find("healthcheck.check.status").meter()).isNull();
		});
	}

	@Test
	void nothingIsThereToMeterWithoutARegistry() {
		runner().run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(MeterBinder.class);
			assertAnswers(context);
		});
	}

	@Test
	void checksAndProbesWorkWithoutMicrometer() {
		metered().withClassLoader(new FilteredClassLoader("io.micrometer")).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean("healthcheckCheckMeters");
			assertAnswers(context);
		});
	}

	@Test
	void onlyWhatIsEnabledIsMetered() {
		metered()
			.withPropertyValues("healthcheck.workers.enabled=false", "healthcheck.maintenance.enabled=false",
					"healthcheck.statsd.enabled=false")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(registry(context).getMeters()).extracting((meter) -> meter.getId().getName())
					.contains("healthcheck.check.status", "healthcheck.probe.answers")
					.noneMatch((name) -> name.matches("healthcheck[.](workers|maintenance|statsd).*"));
			});
	}

	@Test
	void checkGetsAndLosesItsMetersAtRunTime() {
		metered().run((context) -> {
			CheckRegistry checks = context.getBean(CheckRegistry.class);
			checks.register("later", CheckResult::up);
			awaitValue(context, 1, "healthcheck.check.status", "check", "later", "status", "UP");
			checks.unregister("later");
			Awaitility.await()
				.until(() -> registry(context).find("healthcheck.check.status")
					.tag("check", "later")
					.meters()
					.isEmpty());
			awaitValue(context, 1, "healthcheck.check.status", "check", "annotated", "status", "UP");
		});
	}

	@Test
	void workersAreThoseOfTheLastCount() {
		metered().withUserConfiguration(OwnSource.class)
			.withPropertyValues("healthcheck.workers.required=3")
			.run((context) -> {
				Files.createDirectory(this.directory.resolve(".healthcheck.worker.7"));
				awaitValue(context, 1, "healthcheck.workers.ignored", "reason", "not-regular");
				awaitValue(context, 2, "healthcheck.workers.ready");
				awaitValue(context, 3, "healthcheck.workers.required");
				awaitValue(context, 5, "healthcheck.workers.ignored", "reason", "other");
				awaitValue(context, 0, "healthcheck.workers.ignored", "reason", "dead");
			});
	}

	@Test
	void maintenanceFileThatIsOlderThanTheProcessIsTold() {
		metered().run((context) -> {
			awaitValue(context, 0, "healthcheck.maintenance");
			Path file = Files.createFile(this.directory.resolve(".maintenance"));
			awaitValue(context, 1, "healthcheck.maintenance");
			awaitValue(context, 0, "healthcheck.maintenance.file.older.than.process");
			Files.setLastModifiedTime(file, FileTime.fromMillis(0));
			awaitValue(context, 1, "healthcheck.maintenance.file.older.than.process");
			awaitValue(context, 1, "healthcheck.check.status", "check", "maintenance", "status", "MAINTENANCE");
		});
	}

	@Test
	void statsdIsCountedByWhatBecameOfEachLine() {
		metered().run((context) -> {
			send(context, "workers:2|g\nworkers:x|g\nother:1|c");
			awaitValue(context, 1, "healthcheck.statsd.lines", "result", "counted");
			awaitValue(context, 1, "healthcheck.statsd.lines", "result", "invalid-value");
			awaitValue(context, 1, "healthcheck.statsd.lines", "result", "other-metric");
			awaitValue(context, 0, "healthcheck.statsd.lines", "result", "malformed");
			awaitValue(context, 1, "healthcheck.statsd.datagrams");
			awaitValue(context, 2, "healthcheck.statsd.workers");
			awaitValue(context, 1, "healthcheck.statsd.listening");
			context.getBean(StatsdListener.class).stop();
			awaitValue(context, 0, "healthcheck.statsd.listening");
			// It is a reason of its own there, and not one of the workers
			awaitValue(context, 0, "healthcheck.workers.ignored", "reason", "other");
		});
	}

	@Test
	void answersAndGroupsAreThoseOfTheProbes() {
		metered().withPropertyValues("management.endpoint.health.probes.enabled=true").run((context) -> {
			assertAnswers(context);
			awaitValue(context, 1, "healthcheck.probe.answers", "probe", "livez", "status", "2xx");
			awaitValue(context, 0, "healthcheck.probe.answers", "probe", "readyz", "status", "2xx");
			awaitValue(context, 1, "healthcheck.group.status", "group", "liveness", "status", "UP");
			awaitValue(context, 0, "healthcheck.group.status", "group", "liveness", "status", "DOWN");
		});
	}

	@Test
	void noTextFromOutsideGetsIntoAMeter() {
		metered().withUserConfiguration(Talkative.class).run((context) -> {
			Files.writeString(this.directory.resolve(".maintenance"), SECRET);
			send(context, SECRET + ":1|g\nworkers:" + SECRET + "|g");
			awaitValue(context, 1, "healthcheck.check.status", "check", "throwing", "status", "DOWN");
			awaitValue(context, 1, "healthcheck.check.status", "check", "inventive", "status", "OTHER");
			awaitValue(context, 1, "healthcheck.maintenance");
			awaitValue(context, 1, "healthcheck.statsd.lines", "result", "other-metric");
			awaitValue(context, 1, "healthcheck.workers.ignored", "reason", "other");
			assertThat(registry(context).getMeters())
				.noneMatch((meter) -> (meter.getId() + " " + meter.getId().getDescription()).contains(SECRET));
		});
	}

	private ApplicationContextRunner metered() {
		return runner().withConfiguration(AutoConfigurations.of(SimpleMetricsExportAutoConfiguration.class,
				org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration.class,
				org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration.class))
			.withPropertyValues(ENABLED);
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ChecksAutoConfiguration.class, IndicatorsAutoConfiguration.class,
					StartupAutoConfiguration.class, GroupsAutoConfiguration.class, StatsdAutoConfiguration.class,
					WorkersAutoConfiguration.class, MaintenanceAutoConfiguration.class, ProbesAutoConfiguration.class,
					MetricsAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
					HealthEndpointAutoConfiguration.class))
			.withUserConfiguration(Declared.class)
			.withPropertyValues("healthcheck.workers.directory=" + this.directory,
					"healthcheck.workers.scan-interval=20ms",
					"healthcheck.maintenance.file=" + this.directory.resolve(".maintenance"),
					"healthcheck.maintenance.scan-interval=20ms", "healthcheck.statsd.port=0",
					"management.endpoints.web.exposure.include=*");
	}

	private static void assertAnswers(ApplicationContext context) {
		assertThat(context.getBean(ProbeSet.class).all()).filteredOn((probe) -> probe.name().equals("livez"))
			.singleElement()
			.satisfies((probe) -> assertThat(probe.answer(new ProbeRequest("GET", "/livez")).status()).isEqualTo(200));
	}

	private static void send(ApplicationContext context, String datagram) throws IOException {
		InetSocketAddress address = Objects.requireNonNull(context.getBean(StatsdListener.class).address());
		byte[] bytes = datagram.getBytes(StandardCharsets.US_ASCII);
		try (DatagramSocket socket = new DatagramSocket()) {
			socket.send(new DatagramPacket(bytes, bytes.length, address));
		}
	}

	private static void awaitValue(ApplicationContext context, double expected, String name, String... tags) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(10))
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(
					registry(context).get(name).tags(tags).meter().measure().iterator().next().getValue())
				.as("%s %s", name, Arrays.toString(tags))
				.isEqualTo(expected));
	}

	private static MeterRegistry registry(ApplicationContext context) {
		return context.getBean(MeterRegistry.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class Declared {

		@HealthCheck("annotated")
		String check() {
			return "it works";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Talkative {

		@HealthCheck("throwing")
		CheckResult throwing() {
			throw new IllegalStateException(SECRET);
		}

		@HealthCheck("inventive")
		CheckResult inventive() {
			return new CheckResult(new CheckStatus(SECRET), SECRET, Map.of(SECRET, SECRET));
		}

		@Bean
		WorkerSource source() {
			return () -> new WorkerCount(0, Map.of(SECRET, 1), SECRET);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSource {

		@Bean
		WorkerSource source() {
			return () -> new WorkerCount(2, Map.of("on-holiday", 5), null);
		}

	}

}
