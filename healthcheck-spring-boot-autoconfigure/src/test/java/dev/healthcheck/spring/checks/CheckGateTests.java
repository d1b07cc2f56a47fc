package dev.healthcheck.spring.checks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckListener;
import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRun;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.spring.groups.HealthGroupChangedEvent;
import dev.healthcheck.spring.test.FailedStart;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.spring.test.TestServer;
import dev.healthcheck.worker.WorkerCount;
import dev.healthcheck.worker.WorkerSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckGate}: what runs, is called and is created while an application
 * starts.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class CheckGateTests {

	private static final String[] ALL = { "annotated", "bean", "registered", "indicator", "composite/child" };

	private static final String[] PROPERTIES = { "healthcheck.maintenance.scan-interval=20ms",
			"healthcheck.workers.scan-interval=20ms", "healthcheck.checks.success-ttl=20ms",
			"healthcheck.checks.failure-ttl=20ms", "healthcheck.checks.retry-delay=20ms",
			"management.endpoint.health.show-details=always" };

	@ParameterizedTest
	@CsvSource({ "TOMCAT, spring.main.web-application-type=none", "TOMCAT, spring.main.lazy-initialization=false",
			"TOMCAT, spring.main.lazy-initialization=true", "JETTY, spring.main.lazy-initialization=true",
			"NETTY, spring.main.lazy-initialization=true" })
	void nothingOfTheApplicationIsUsedBeforeItHasStarted(TestServer server, String property, CapturedOutput output) {
		try (RunningApplication application = start(server.properties(property))) {
			Starting starting = application.context().getBean(Starting.class);
			awaitAll(starting);
			assertThat(starting.early).isEmpty();
			assertThat(starting.whileHeld).containsOnlyKeys("annotated", "bean", "registered")
				.allSatisfy((name, verdict) -> assertThat(verdict).as(name)
					.isEqualTo(new CheckVerdict(CheckStatus.OUT_OF_SERVICE, true, null, null, null, null)));
			await().until(() -> starting.changes.contains("maintenance"));
			await().until(() -> starting.events.contains("maintenance is UP, was OUT_OF_SERVICE"));
			await().until(() -> application.probe("/readyz").body().equals("ok"));
			assertThat(output).doesNotContain("ConcurrentModificationException");
		}
	}

	@Test
	void checksWaitAgainWhenTheContextIsRestarted() {
		try (RunningApplication application = start("spring.main.web-application-type=none")) {
			ConfigurableApplicationContext context = application.context();
			restart(context, Lifecycle::stop, Lifecycle::start);
			restart(context, ConfigurableApplicationContext::pause, ConfigurableApplicationContext::restart);
		}
	}

	private static void restart(ConfigurableApplicationContext context, Consumer<ConfigurableApplicationContext> stop,
			Consumer<ConfigurableApplicationContext> start) {
		Starting starting = context.getBean(Starting.class);
		CheckRunner runner = context.getBean("healthcheckRunner", CheckRunner.class);
		awaitAll(starting);
		stop.accept(context);
		await().until(() -> runner.pool().busy() == 0);
		starting.hold();
		start.accept(context);
		awaitAll(starting);
		assertThat(starting.early).doesNotContain(ALL);
		assertThat(starting.whileHeld).allSatisfy((name, verdict) -> {
			assertThat(verdict.status()).isEqualTo(CheckStatus.UP);
			assertThat(verdict.isLate()).isFalse();
		});
	}

	@Test
	void startThatFailsRunsNoCheckAndLeavesNoThread() {
		Failing.starting = null;
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		FailedStart.of(Failing.class);
		Starting starting = Objects.requireNonNull(Failing.starting);
		assertThat(starting.early).isEmpty();
		assertThat(starting.ran).isEmpty();
		await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).filteredOn(before::contains, false)
			.extracting(Thread::getName)
			.doesNotContain("healthcheck-scheduler"));
	}

	@Test
	void eachContextOfAHierarchyHasAGateOfItsOwn() {
		try (RunningApplication parent = RunningApplication.startWithoutWebServer(Parent.class, PROPERTIES);
				RunningApplication child = RunningApplication.start(
						new SpringApplicationBuilder().parent(parent.context()), new Class<?>[] { Starting.class },
						PROPERTIES)) {
			Starting starting = child.context().getBean(Starting.class);
			// Indicators of a child are not in the registry, which is the parent's
			await().untilAsserted(() -> assertThat(starting.ran).contains("annotated", "bean", "registered", "source"));
			assertThat(starting.early).isEmpty();
			assertThat(parent.context().getBean(Parent.class).runs.getCount()).isZero();
		}
	}

	@Test
	void gateIsOpenedByNoOtherContext() {
		try (RunningApplication application = RunningApplication.startWithoutWebServer(Opening.class)) {
			assertThat(application.context().getBean(Opening.class).open).containsExactly(false, false);
			assertThat(application.context().getBean(CheckGate.class).isOpen()).isTrue();
		}
	}

	private static RunningApplication start(String... more) {
		List<String> properties = new ArrayList<>(List.of(PROPERTIES));
		properties.addAll(List.of(more));
		return RunningApplication.start(Starting.class, properties.toArray(String[]::new));
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30));
	}

	private static void awaitAll(Starting starting) {
		await().untilAsserted(() -> assertThat(starting.ran).contains(ALL).contains("source"));
	}

	/**
	 * An application that is held up while it starts, when all of its web servers are up
	 * already.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Starting implements SmartLifecycle {

		private final Set<String> early = ConcurrentHashMap.newKeySet();

		private final Set<String> ran = ConcurrentHashMap.newKeySet();

		private final Map<String, CheckVerdict> whileHeld = new ConcurrentHashMap<>();

		private final List<String> changes = new CopyOnWriteArrayList<>();

		private final List<String> events = new CopyOnWriteArrayList<>();

		private final ObjectProvider<CheckRegistry> registry;

		private final ObjectProvider<LazyBean> lazy;

		private final ApplicationContext context;

		private final CountDownLatch anyEarly = new CountDownLatch(1);

		private volatile boolean held = true;

		private volatile boolean running;

		Starting(ObjectProvider<CheckRegistry> registry, ObjectProvider<LazyBean> lazy, ApplicationContext context) {
			this.registry = registry;
			this.lazy = lazy;
			this.context = context;
		}

		void hold() {
			this.held = true;
			this.ran.clear();
		}

		private void use(String name) {
			(this.held ? this.early : this.ran).add(name);
			if (this.held) {
				this.anyEarly.countDown();
			}
		}

		@HealthCheck("annotated")
		void annotated() {
			use("annotated");
		}

		@Bean
		Check beanCheck() {
			return () -> {
				use("bean");
				return CheckResult.up();
			};
		}

		@Bean
		HealthIndicator indicatorHealthIndicator(Environment environment) {
			return () -> {
				this.lazy.getObject();
				if (!"none".equals(environment.getProperty("spring.main.web-application-type"))) {
					RawHttp.get(environment.getRequiredProperty("local.server.port", Integer.class), "/");
				}
				use("indicator");
				return Health.up().build();
			};
		}

		@Bean
		CompositeHealthContributor compositeHealthContributor() {
			HealthIndicator child = () -> {
				use("composite/child");
				return Health.up().build();
			};
			return CompositeHealthContributor.fromMap(Map.of("child", child));
		}

		@Bean
		WorkerSource source() {
			return () -> {
				use("source");
				return WorkerCount.of(0);
			};
		}

		@Bean
		CheckListener listener() {
			return (change) -> {
				use("listener");
				this.changes.add(change.name());
			};
		}

		@EventListener
		void onEvent(CheckChangedEvent event) {
			use("events");
			this.events.add(event.toString());
		}

		@EventListener
		void onEvent(HealthGroupChangedEvent event) {
			use("groups");
		}

		@Bean
		@Lazy
		LazyBean lazyBean() {
			use("lazy bean");
			return new LazyBean();
		}

		@Override
		public void start() {
			this.running = true;
			CheckRegistry checks = this.registry.getObject();
			if (checks.verdict("registered") == null) {
				checks.register("registered", () -> {
					use("registered");
					return CheckResult.up();
				});
			}
			// Even before Boot does
			AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
			CheckRun before = lastRun(checks);
			await().until(() -> !Objects.equals(lastRun(checks), before));
			try {
				this.anyEarly.await(500, TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			for (String name : new String[] { "annotated", "bean", "registered" }) {
				this.whileHeld.put(name, Objects.requireNonNull(checks.verdict(name)));
			}
			this.held = false;
		}

		private static @Nullable CheckRun lastRun(CheckRegistry checks) {
			return Objects.requireNonNull(checks.verdict("maintenance")).lastRun();
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

	/**
	 * Is created by the first run of an indicator.
	 */
	static class LazyBean {

	}

	/**
	 * An application whose start fails after all else has started.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Failing extends Starting {

		static @Nullable Starting starting;

		Failing(ObjectProvider<CheckRegistry> registry, ObjectProvider<LazyBean> lazy, ApplicationContext context) {
			super(registry, lazy, context);
			starting = this;
		}

		@Override
		public void start() {
			super.start();
			hold();
			throw new IllegalStateException("on purpose");
		}

	}

	/**
	 * The parent of an application.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Parent {

		private final CountDownLatch runs = new CountDownLatch(1);

		@HealthCheck("parents")
		void run() {
			this.runs.countDown();
		}

	}

	/**
	 * Looks at the gate when another context is refreshed, and when its own is.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Opening implements SmartLifecycle {

		private final List<Boolean> open = new CopyOnWriteArrayList<>();

		private final ApplicationContext context;

		private final ObjectProvider<CheckGate> gate;

		private volatile boolean running;

		Opening(ApplicationContext context, ObjectProvider<CheckGate> gate) {
			this.context = context;
			this.gate = gate;
		}

		@Override
		public void start() {
			this.running = true;
			this.open.add(this.gate.getObject().isOpen());
			try (ConfigurableApplicationContext child = new SpringApplicationBuilder(Object.class)
				.parent((ConfigurableApplicationContext) this.context)
				.web(WebApplicationType.NONE)
				.run()) {
				assertThat(child.isActive()).isTrue();
				this.open.add(this.gate.getObject().isOpen());
			}
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
