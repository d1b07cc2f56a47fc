package dev.healthcheck.spring.startup;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the group {@code startup}, its probe, and {@link WarmUp}.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupEndToEndTests {

	private static final String FAST = "healthcheck.warm-up.retry-delay=1ms";

	@Test
	void startupIsWellOnceTheApplicationWasReadyWhateverComesThen() throws Exception {
		try (RunningApplication application = RunningApplication.start("healthcheck.maintenance.scan-interval=50ms")) {
			assertThat(application.probe("/startupz")).extracting(RawHttp.Answer::status, RawHttp.Answer::body)
				.containsExactly(200, "ok");
			assertThat(application.probe("/actuator/health/startup").status()).isEqualTo(404);
			AvailabilityChangeEvent.publish(application.context(), ReadinessState.REFUSING_TRAFFIC);
			Files.createFile(application.maintenanceFile());
			Awaitility.await().until(() -> application.probe("/readyz").body().equals("maintenance"));
			assertThat(application.probe("/startupz").status()).isEqualTo(200);
		}
	}

	@Test
	void readinessWhenThereAreWarmUpsWaitsForAllAndTriesThemAgain(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.start(WarmUps.class, FAST)) {
			WarmUps warmUps = application.context().getBean(WarmUps.class);
			assertThat(warmUps.order).containsExactly("first", "first", "second", "second", "second");
			assertThat(warmUps.answers).hasSize(5).allMatch("503 starting, 503 starting, 200 ok"::equals);
			assertThat(application.probe("/startupz").status()).isEqualTo(200);
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
			assertThat(output).contains("Warm-up 'first' has begun")
				.contains("Warm-up 'first' has failed")
				.contains("Warm-up 'second' has ended after ");
		}
	}

	@Test
	void whileTheContextIsRefreshedNoProbePasses() {
		try (RunningApplication application = RunningApplication.start(Consumer.class)) {
			assertThat(application.context().getBean(Consumer.class).answers)
				.isEqualTo("503 starting, 503 starting, 503 livenessState");
		}
	}

	@Test
	void warmUpOfAnAutoConfigurationThatComesLaterIsRun(CapturedOutput output) {
		RunningApplication.startWithoutWebServer(Library.class).close();
		assertThat(output).contains("Warm-up 'ofLibrary' has ended after ");
	}

	@Test
	void closeWhenAWarmUpFailsForEverEndsTheStart() throws Exception {
		CompletableFuture<Void> started = CompletableFuture.runAsync(() -> RunningApplication
			.startWithoutWebServer(Failing.class, "healthcheck.warm-up.retry-delay=1h",
					"healthcheck.server.enabled=false")
			.close());
		ConfigurableApplicationContext context = Failing.context.get(60, TimeUnit.SECONDS);
		assertThat(Failing.failing.await(30, TimeUnit.SECONDS)).isTrue();
		context.close();
		// Whether as a failure or not: without being closed it would take an hour
		assertThat(started.handle((done, ex) -> true).get(60, TimeUnit.SECONDS)).isTrue();
	}

	private static String answers(int port) {
		return Stream.of("/readyz", "/startupz", "/livez")
			.map((path) -> RawHttp.get(port, path))
			.map((answer) -> answer.status() + " " + answer.body())
			.collect(Collectors.joining(", "));
	}

	@Configuration(proxyBeanMethods = false)
	static class WarmUps {

		private final List<String> order = new CopyOnWriteArrayList<>();

		private final List<String> answers = new CopyOnWriteArrayList<>();

		@Bean
		@Order(2)
		WarmUp second(Environment environment) {
			return () -> run("second", 3, environment);
		}

		@Bean
		@Order(1)
		WarmUp first(Environment environment) {
			return () -> run("first", 2, environment);
		}

		private void run(String name, int succeeds, Environment environment) {
			this.order.add(name);
			int port = environment.getRequiredProperty("local.healthcheck.port", Integer.class);
			this.answers.add(answers(port));
			if (this.order.stream().filter(name::equals).count() < succeeds) {
				throw new AssertionError("not yet");
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Consumer implements SmartLifecycle {

		private final Environment environment;

		private volatile @Nullable String answers;

		Consumer(Environment environment) {
			this.environment = environment;
		}

		@Override
		public void start() {
			this.answers = answers(this.environment.getRequiredProperty("local.healthcheck.port", Integer.class));
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return this.answers != null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		static CompletableFuture<ConfigurableApplicationContext> context = new CompletableFuture<>();

		static CountDownLatch failing = new CountDownLatch(1);

		@Bean
		WarmUp failing(ObjectProvider<ConfigurableApplicationContext> contexts) {
			return () -> {
				context.complete(contexts.getObject());
				failing.countDown();
				throw new IllegalStateException("for ever");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Library.Selector.class)
	static class Library {

		/** After all auto-configurations. */
		static class Selector implements DeferredImportSelector, Ordered {

			@Override
			public String[] selectImports(AnnotationMetadata importing) {
				return new String[] { WarmUpConfiguration.class.getName() };
			}

			@Override
			public int getOrder() {
				return Ordered.LOWEST_PRECEDENCE;
			}

		}

		@Configuration(proxyBeanMethods = false)
		static class WarmUpConfiguration {

			@Bean
			WarmUp ofLibrary() {
				return () -> {
				};
			}

		}

	}

}
