package dev.healthcheck.spring.statsd;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.spring.checks.CheckRunnerLifecycle;
import dev.healthcheck.spring.checks.ChecksAutoConfiguration;
import dev.healthcheck.spring.groups.GroupsAutoConfiguration;
import dev.healthcheck.spring.indicators.IndicatorsAutoConfiguration;
import dev.healthcheck.spring.startup.StartupAutoConfiguration;
import dev.healthcheck.spring.test.FailedStart;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.spring.workers.WorkersAutoConfiguration;
import dev.healthcheck.statsd.StatsdListener;
import dev.healthcheck.statsd.StatsdSettings;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StatsdAutoConfiguration}, and for what workers are counted by.
 */
@ExtendWith(OutputCaptureExtension.class)
class StatsdAutoConfigurationTests {

	private static final String ENABLED = "healthcheck.statsd.enabled=true";

	@TempDir
	private Path directory;

	private ApplicationContextRunner runner(String... properties) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ChecksAutoConfiguration.class, IndicatorsAutoConfiguration.class,
					StartupAutoConfiguration.class, GroupsAutoConfiguration.class, StatsdAutoConfiguration.class,
					WorkersAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class))
			.withPropertyValues("healthcheck.workers.directory=" + this.directory,
					"healthcheck.workers.scan-interval=20ms", "healthcheck.workers.required=5",
					"healthcheck.workers.register-self=false", "healthcheck.statsd.port=0")
			.withPropertyValues(properties);
	}

	private static void send(ApplicationContext context, String datagram) throws IOException {
		InetSocketAddress address = Objects.requireNonNull(context.getBean(StatsdListener.class).address());
		byte[] bytes = datagram.getBytes(StandardCharsets.US_ASCII);
		try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("localhost"))) {
			socket.send(new DatagramPacket(bytes, bytes.length, address));
		}
	}

	private static Map<String, Object> details(ApplicationContext context) {
		CheckResult result = Objects.requireNonNull(context.getBean(CheckRegistry.class).verdict("workers")).result();
		return (result != null) ? result.details() : Map.of();
	}

	private static void awaitDetail(ApplicationContext context, String name, Object value) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(10))
			.untilAsserted(() -> assertThat(details(context)).containsEntry(name, value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "healthcheck.statsd.enabled=false", "healthcheck.statsd.port=0",
			"healthcheck.statsd.enabled=true,healthcheck.enabled=false" })
	void nothingListensUnlessItIsEnabled(String properties) {
		runner(properties.split(",")).run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(StatsdListener.class)
			.doesNotHaveBean(StatsdLifecycle.class));
	}

	@ParameterizedTest
	@CsvSource({ "files, 1", "statsd, 3", "greater, 3" })
	void sourceSaysWhatIsCounted(String source, long ready) {
		runner(ENABLED, "healthcheck.workers.source=" + source, "healthcheck.workers.verify=none").run((context) -> {
			Files.createFile(this.directory.resolve(".healthcheck.worker.1"));
			send(context, "gunicorn.workers:3|g");
			awaitDetail(context, "ready", ready);
		});
	}

	@Test
	void sourceWhenGreaterTakesFilesThatAreMore() {
		runner(ENABLED, "healthcheck.workers.source=greater", "healthcheck.workers.verify=none").run((context) -> {
			Files.createFile(this.directory.resolve(".healthcheck.worker.1"));
			Files.createFile(this.directory.resolve(".healthcheck.worker.2"));
			send(context, "workers:1|g\nworkers:x|g");
			awaitDetail(context, "ignored", Map.of("statsd-invalid-value", 1));
			awaitDetail(context, "ready", 2L);
		});
	}

	@Test
	void statsdWhenItIsNotTheSourceIsShownAndSaid(CapturedOutput output) {
		runner(ENABLED).run((context) -> {
			assertThat(output).contains("StatsD listening on ").contains("workers are not counted from it");
			send(context, "workers:3|g\nother:1|c");
			awaitDetail(context, "ignored", Map.of("statsd-workers", 3, "statsd-other-metric", 1));
			awaitDetail(context, "ready", 0L);
		});
	}

	@ParameterizedTest
	@CsvSource({ "true, 1, true", "false, 1, false", "true, 2, false" })
	void sourceThatDecidesNothingIsWarnedOf(boolean registerSelf, int required, boolean warned, CapturedOutput output) {
		runner(ENABLED, "healthcheck.workers.source=statsd", "healthcheck.workers.register-self=" + registerSelf,
				"healthcheck.workers.required=" + required)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output.toString().contains("StatsD counts have no effect")).isEqualTo(warned);
				assertThat(output).doesNotContain("workers are not counted from it");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "statsd", "greater" })
	void sourceThatIsNotHeardStopsTheStart(String source, CapturedOutput output) {
		FailedStart.of(Object.class, "healthcheck.workers.source=" + source);
		assertThat(output).contains("APPLICATION FAILED TO START", "healthcheck.workers.source",
				"healthcheck.statsd.enabled=true");
	}

	@Test
	void takenPortStopsTheStart(CapturedOutput output) throws IOException {
		try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getByName("localhost"))) {
			FailedStart.of(Object.class, ENABLED, "healthcheck.statsd.port=" + taken.getLocalPort());
			assertThat(output).contains("APPLICATION FAILED TO START",
					"StatsD cannot listen on localhost:" + taken.getLocalPort(), "'healthcheck.statsd.port'",
					"'healthcheck.statsd.host'");
		}
	}

	@Test
	void listenerStartsBeforeChecksAndStopsAfterThem() {
		StatsdListener[] listener = new StatsdListener[1];
		runner(ENABLED).run((context) -> {
			listener[0] = context.getBean(StatsdListener.class);
			assertThat(listener[0].isRunning()).isTrue();
			assertThat(context.getBean(StatsdLifecycle.class).getPhase())
				.isLessThan(context.getBean(CheckRunnerLifecycle.class).getPhase());
		});
		assertThat(listener[0].isRunning()).isFalse();
	}

	@Test
	void propertiesReachTheListener() {
		runner(ENABLED, "healthcheck.statsd.gauges=mine", "healthcheck.workers.source=statsd").run((context) -> {
			send(context, "mine:2|g\nworkers:5|g");
			awaitDetail(context, "ready", 2L);
		});
	}

	@Test
	void expiryWithTheGaugeOfGunicornIsWarnedOf(CapturedOutput output) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder().web(WebApplicationType.NONE);
		RunningApplication
			.start(builder, new Class<?>[] { Object.class }, ENABLED, "healthcheck.statsd.port=0",
					"healthcheck.statsd.expiry=1h")
			.close();
		assertThat(output).containsPattern("WARN.*gunicorn reports its number of workers only when it changes");
	}

	@Test
	void listenerOfTheApplicationIsUsed() {
		runner(ENABLED, "healthcheck.workers.source=statsd").withUserConfiguration(Own.class).run((context) -> {
			assertThat(context).hasSingleBean(StatsdListener.class);
			send(context, "own:4|g");
			awaitDetail(context, "ready", 4L);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		StatsdListener own() {
			return new StatsdListener(new StatsdSettings("localhost", 0, Set.of("own"), null),
					DaemonThreadFactory.inheriting());
		}

	}

}
