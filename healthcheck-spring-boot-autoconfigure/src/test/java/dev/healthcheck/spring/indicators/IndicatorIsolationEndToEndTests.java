package dev.healthcheck.spring.indicators;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.spring.checks.CheckHealthIndicator;
import dev.healthcheck.spring.checks.CheckRunnerLifecycle;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.application.DiskSpaceHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors.Entry;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for health indicators that run in the background, over HTTP.
 */
@Timeout(300)
@ExtendWith(OutputCaptureExtension.class)
class IndicatorIsolationEndToEndTests {

	private static final String DETAILS = "management.endpoint.health.show-details=always";

	private final Set<String> threads = ConcurrentHashMap.newKeySet();

	private final CountDownLatch letGo = new CountDownLatch(1);

	@Test
	void whenAnIndicatorHangsRootGroupAndComponentAreAnsweredAndLateIsShown() {
		try (RunningApplication application = start(Map.of("hangingHealthIndicator", indicator(this::hang)), DETAILS,
				"healthcheck.checks.timeout=200ms", "management.endpoint.health.group.all.include=*")) {
			Awaitility.await()
				.until(() -> application.probe("/actuator/health/hanging").body(),
						(body) -> body.contains("lateSeconds"));
			// The clock makes a check late: each path follows when it is published
			for (String path : List.of("/actuator/health", "/actuator/health/all")) {
				Awaitility.await().until(() -> application.probe(path).status() == 200);
			}
			assertOnCheckThreads();
			this.letGo.countDown();
		}
	}

	@Test
	void anIndicatorsOwnHealthAndDetailsAreKept() {
		Map<String, Object> nested = new LinkedHashMap<>();
		nested.put("list", List.of(1, 2.5, true, "text"));
		nested.put("bean", new Bean("b", 7));
		Health health = Health.status("LIMPING")
			.withDetail("long", "x".repeat(2000))
			.withDetail("nested", nested)
			.withDetail("bytes", new byte[] { 1, 2, 3 })
			.withDetail("beans", new Bean[] { new Bean("c", 8) })
			.build();
		Map<String, HealthContributor> beans = Map.of("limpingHealthIndicator", indicator(() -> health));
		String plain;
		try (RunningApplication application = start(beans, DETAILS, "healthcheck.indicators.isolate=false")) {
			plain = application.probe("/actuator/health/limping").body();
		}
		try (RunningApplication application = start(beans, DETAILS)) {
			JsonNode isolated = json(await(application, "/actuator/health/limping", "LIMPING").body());
			((ObjectNode) isolated.get("details")).remove(List.of("checkedAt", "tookSeconds"));
			assertThat(isolated).isEqualTo(json(plain));
		}
	}

	@Test
	void detailsAreReadOnTheThreadOfTheCheck() {
		try (RunningApplication application = start(
				Map.of("watchedHealthIndicator",
						indicator(() -> Health.up().withDetail("object", new Watched(this.threads)).build())),
				DETAILS)) {
			await(application, "/actuator/health/watched", "{\"readers\":[]}");
			assertOnCheckThreads();
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { StackOverflowError.class, OutOfMemoryError.class, IllegalStateException.class })
	void whenAnIndicatorThrowsItIsDownAndNothingElse(Class<? extends Throwable> type) {
		try (RunningApplication application = start(Map.of("throwingHealthIndicator", indicator(() -> {
			throw sneaky(newInstance(type));
		})), DETAILS)) {
			Answer answer = await(application, "/actuator/health/throwing", "DOWN");
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.body()).contains(type.getName());
			assertThat(await(application, "/actuator/health/diskSpace", "UP").status()).isEqualTo(200);
		}
	}

	@Test
	void whenAnIndicatorReturnsNullItIsDown() {
		try (RunningApplication application = start(Map.of("nothingHealthIndicator", indicator(() -> null)), DETAILS)) {
			assertThat(await(application, "/actuator/health/nothing", "DOWN").body()).contains("returned null");
		}
	}

	@Test
	void childrenOfACompositeAreChecksOfTheirOwnAndTheCompositeIsNotEnumeratedByProbes() {
		WatchedComposite composite = new WatchedComposite();
		composite.children.put("east", indicator(() -> Health.up().build()));
		composite.children.put("west",
				CompositeHealthContributor.fromMap(Map.of("deep", indicator(() -> Health.down().build()))));
		try (RunningApplication application = start(Map.of("sitesHealthContributor", composite), DETAILS,
				"management.endpoint.health.group.some.include=sites", "healthcheck.overrides.sites.success-ttl=50ms",
				"management.endpoint.health.group.one.include=sites/east")) {
			assertThat(await(application, "/actuator/health/sites/west/deep", "DOWN").status()).isEqualTo(503);
			assertThat(await(application, "/actuator/health/sites/east", "UP").status()).isEqualTo(200);
			assertThat(application.probe("/actuator/health/sites").status()).isEqualTo(503);
			assertThat(application.probe("/actuator/health/some").status()).isEqualTo(503);
			assertThat(application.probe("/actuator/health/one").status()).isEqualTo(200);
			composite.children.remove("west");
			composite.children.put("north", indicator(() -> Health.up().build()));
			await(application, "/actuator/health/sites/north", "UP");
			assertThat(application.probe("/actuator/health/sites/west").status()).isEqualTo(404);
			// The start itself validates groups
			this.threads.remove("main");
			assertOnCheckThreads();
		}
	}

	@Test
	void whileACompositeCannotBeEnumeratedItIsDownAndComesBack() {
		WatchedComposite composite = new WatchedComposite();
		composite.children.put("east", indicator(() -> Health.up().build()));
		composite.broken = true;
		try (RunningApplication application = start(Map.of("sitesHealthContributor", composite), DETAILS,
				"healthcheck.overrides.sites.failure-ttl=50ms")) {
			Answer answer = await(application, "/actuator/health/sites", "DOWN");
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.body()).contains("cannot be enumerated");
			assertThat(application.probe("/actuator/health").status()).isEqualTo(503);
			assertThat(application.probe("/readyz").status()).isEqualTo(200);
			composite.broken = false;
			await(application, "/actuator/health/sites/east", "UP");
		}
	}

	@Test
	void whenACompositeContainsItselfItIsDown() {
		WatchedComposite composite = new WatchedComposite();
		composite.children.put("itself", composite);
		try (RunningApplication application = start(Map.of("endlessHealthContributor", composite), DETAILS)) {
			assertThat(await(application, "/actuator/health/endless", "DOWN").body()).contains("contains itself");
		}
	}

	@Test
	void membersHaveTheOrderOfTheirComposite() {
		Map<String, HealthContributor> members = new LinkedHashMap<>();
		members.put("west", CompositeHealthContributor.fromMap(Map.of("deep", indicator(() -> Health.up().build()))));
		members.put("east", indicator(() -> Health.up().build()));
		try (RunningApplication application = start(
				Map.of("sitesHealthContributor", CompositeHealthContributor.fromMap(members)), DETAILS)) {
			await(application, "/actuator/health/sites/west/deep", "UP");
			HealthContributorRegistry registry = application.context().getBean(HealthContributorRegistry.class);
			assertThat((CompositeHealthContributor) registry.getContributor("sites"))
				.extracting((entry) -> entry.name())
				.containsExactly("west", "east");
		}
	}

	@Test
	void indicatorsCanBeRegisteredAndRemovedAtRunTime() {
		try (RunningApplication application = start(Map.of(), DETAILS)) {
			HealthContributorRegistry registry = application.context().getBean(HealthContributorRegistry.class);
			HealthIndicator late = indicator(() -> Health.down().withDetail("reason", "came late").build());
			registry.registerContributor("late", late);
			await(application, "/actuator/health/late", "came late");
			assertThat(registry.getContributor("late")).isInstanceOf(CheckHealthIndicator.class);
			assertThat(registry.unregisterContributor("late")).isSameAs(late);
			assertThat(application.probe("/actuator/health/late").status()).isEqualTo(404);
			registry.registerContributor("late", indicator(() -> Health.up().build()));
			await(application, "/actuator/health/late", "UP");
			assertOnCheckThreads();
		}
	}

	@Test
	void whenAnIndicatorIsRemovedWhileItHangsNothingIsLeft() {
		try (RunningApplication application = start(Map.of(), DETAILS)) {
			HealthContributorRegistry registry = application.context().getBean(HealthContributorRegistry.class);
			registry.registerContributor("hanging", indicator(this::hang));
			Awaitility.await().until(() -> !this.threads.isEmpty());
			registry.unregisterContributor("hanging");
			assertThat(application.probe("/actuator/health/hanging").status()).isEqualTo(404);
			assertThat(application.probe("/actuator/health").body()).doesNotContain("hanging");
			this.letGo.countDown();
		}
	}

	@Test
	void whenAReactiveIndicatorNeverCompletesItIsLateAndProbesAreAnswered() {
		try (RunningApplication application = start(Map.of(), DETAILS, "healthcheck.checks.timeout=200ms")) {
			ReactiveHealthContributorRegistry registry = application.context()
				.getBean(ReactiveHealthContributorRegistry.class);
			registry.registerContributor("never", (ReactiveHealthIndicator) Mono::never);
			registry.registerContributor("reactive",
					(ReactiveHealthIndicator) () -> Mono.fromSupplier(indicator(() -> Health.up().build())::health));
			await(application, "/actuator/health/never", "lateSeconds");
			await(application, "/actuator/health/reactive", "UP");
			Awaitility.await().until(() -> application.probe("/actuator/health").status() == 200);
			assertOnCheckThreads();
			registry.unregisterContributor("never");
			assertThat(application.probe("/actuator/health/never").status()).isEqualTo(404);
		}
	}

	@Test
	void reactiveReadersGetThePublishedContributorsOfBothRegistries() {
		try (RunningApplication application = start(
				Map.of("blockingHealthIndicator", indicator(() -> Health.up().build())), DETAILS)) {
			await(application, "/actuator/health/blocking", "UP");
			ReactiveHealthContributorRegistry registry = application.context()
				.getBean(ReactiveHealthContributorRegistry.class);
			assertThat(registry.stream()).allSatisfy((entry) -> {
				assertThat(entry.contributor()).isInstanceOf(PublishedReactive.class);
				assertThat(registry.getContributor(entry.name())).isInstanceOf(PublishedReactive.class);
			}).extracting("name").contains("blocking", "diskSpace", "workers", "ping", "readinessState");
			ReactiveHealthIndicator blocking = (ReactiveHealthIndicator) Objects
				.requireNonNull(registry.getContributor("blocking"));
			assertThat(blocking.health().block()).extracting(Health::getStatus).hasToString("UP");
			assertThat(Objects.requireNonNull(blocking.health(false).block()).getDetails()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "healthcheck.indicators.isolate=false", "healthcheck.indicators.exclude=asked",
			"healthcheck.indicators.exclude=diskSpace,as-ked" })
	void whereIndicatorsAreNotIsolatedTheyRunOnTheAskingThread(String property) {
		try (RunningApplication application = start(
				Map.of("askedHealthIndicator", indicator(() -> Health.up().build())), DETAILS, property)) {
			assertThat(application.probe("/actuator/health/asked").status()).isEqualTo(200);
			assertThat(this.threads).allMatch((name) -> name.startsWith("healthcheck-http-")).isNotEmpty();
		}
	}

	@Test
	void oneChildOfACompositeCanBeExcluded() {
		HealthIndicator asked = indicator(() -> Health.up().build());
		CompositeHealthContributor composite = CompositeHealthContributor
			.fromMap(Map.of("asked", asked, "checked", (HealthIndicator) () -> Health.up().build()));
		try (RunningApplication application = start(Map.of("pairHealthContributor", composite),
				"healthcheck.indicators.exclude=pair/asked", DETAILS)) {
			await(application, "/actuator/health/pair/checked", "checkedAt");
			assertThat(application.probe("/actuator/health/pair/asked").body()).isEqualTo("{\"status\":\"UP\"}");
			assertThat(this.threads).allMatch((name) -> name.startsWith("healthcheck-http-")).isNotEmpty();
		}
	}

	@Test
	void whileTheApplicationStartsNoRequestListsAComposite() {
		CompositeHealthContributor composite = new CompositeHealthContributor() {

			@Override
			public @Nullable HealthContributor getContributor(String name) {
				return null;
			}

			@Override
			public Stream<Entry> stream() {
				note();
				return Stream.of();
			}

		};
		try (RunningApplication application = start(Map.of("slowHealthContributor", composite), DETAILS)) {
			CheckRunner runner = application.context().getBean(CheckRunnerLifecycle.RUNNER, CheckRunner.class);
			HealthContributorRegistry contributors = application.context().getBean(HealthContributorRegistry.class);
			runner.stop();
			contributors.registerContributor("later", composite);
			this.threads.clear();
			assertThat(application.probe("/actuator/health/later").status()).isNotEqualTo(404);
			assertThat(this.threads).isEmpty();
		}
	}

	@Test
	void beansAreInjectedAsTheyAre() {
		try (RunningApplication application = start(Map.of())) {
			assertThat(application.context().getBean(DiskSpaceHealthIndicator.class)).isNotNull();
			assertThat(application.context().getBean(DefaultHealthContributorRegistry.class)).isNotNull();
		}
	}

	@Test
	void disabledIndicatorsStayAway() {
		try (RunningApplication application = start(Map.of(), "management.health.diskspace.enabled=false", DETAILS)) {
			assertThat(application.probe("/actuator/health/diskSpace").status()).isEqualTo(404);
			await(application, "/actuator/health/ssl", "checkedAt");
		}
	}

	@Test
	void contributorsMayBeCalledByAnything() {
		String name = "com.example.a$b and c";
		try (RunningApplication application = start(
				Map.of(name + "HealthIndicator", indicator(() -> Health.up().build())), DETAILS)) {
			Awaitility.await()
				.until(() -> application.probe("/actuator/health").body(), (body) -> body.contains(name)
						&& body.substring(body.indexOf(name)).startsWith(name + "\":{\"details\":{\"checkedAt\""));
		}
	}

	@Test
	void whatIsNotCriticalIsDegradedAndTheRootStaysUp(CapturedOutput output) {
		try (RunningApplication application = start(
				Map.of("minorHealthIndicator", indicator(() -> Health.down().withDetail("error", "gone").build())),
				DETAILS, "healthcheck.overrides.MINOR.critical=false", "healthcheck.overrides.nobody.critical=false",
				"healthcheck.indicators.exclude=nobody-either")) {
			assertThat(await(application, "/actuator/health/minor", "DEGRADED").body()).contains("gone");
			Answer root = application.probe("/actuator/health");
			assertThat(root.status()).as(root.body()).isEqualTo(200);
			assertThat(root.body()).contains("\"status\":\"UP\"");
			assertThat(output).containsOnlyOnce("'healthcheck.overrides' contains 'nobody', but there is no check");
			assertThat(output)
				.containsOnlyOnce("'healthcheck.indicators.exclude' contains 'nobody-either', but there is no check");
			assertThat(output).doesNotContain("contains 'MINOR'");
		}
	}

	@Test
	void overridesOfACompositeCountForItsChildrenAndTheirOwnBeforeThem() {
		CompositeHealthContributor composite = CompositeHealthContributor
			.fromMap(Map.of("a", indicator(() -> Health.down().build()), "b", indicator(() -> Health.down().build())));
		try (RunningApplication application = start(Map.of("pairHealthContributor", composite), DETAILS,
				"healthcheck.overrides.pair.critical=false", "healthcheck.overrides[pair/b].critical=true")) {
			await(application, "/actuator/health/pair/a", "DEGRADED");
			await(application, "/actuator/health/pair/b", "DOWN");
		}
	}

	private Answer await(RunningApplication application, String path, String text) {
		return Awaitility.await().until(() -> application.probe(path), (answer) -> answer.body().contains(text));
	}

	private void assertOnCheckThreads() {
		assertThat(this.threads).isNotEmpty().allMatch((name) -> name.startsWith("healthcheck-check-"));
	}

	private @Nullable Health hang() {
		note();
		try {
			this.letGo.await();
		}
		catch (InterruptedException ex) {
			// As a driver that retries
			return hang();
		}
		return Health.up().build();
	}

	private void note() {
		this.threads.add(Thread.currentThread().getName());
	}

	private HealthIndicator indicator(Supplier<@Nullable Health> health) {
		return () -> {
			note();
			return health.get();
		};
	}

	private static RunningApplication start(Map<String, ? extends HealthContributor> beans, String... properties) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder()
			.initializers((GenericApplicationContext context) -> beans
				.forEach((name, bean) -> context.registerBean(name, HealthContributor.class, () -> bean)));
		return RunningApplication.start(builder, new Class<?>[0], properties);
	}

	private static JsonNode json(String text) {
		return JsonMapper.shared().readTree(text);
	}

	private static Throwable newInstance(Class<? extends Throwable> type) {
		try {
			return type.getConstructor(String.class).newInstance("thrown");
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
	private static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
		throw (T) failure;
	}

	record Watched(Set<String> readers) {

		@Override
		public Set<String> readers() {
			this.readers.add(Thread.currentThread().getName());
			return Set.of();
		}

	}

	record Bean(String name, int size) {
	}

	private final class WatchedComposite implements CompositeHealthContributor {

		private final Map<String, HealthContributor> children = new ConcurrentHashMap<>();

		private volatile boolean broken;

		@Override
		public @Nullable HealthContributor getContributor(String name) {
			note();
			return this.children.get(name);
		}

		@Override
		public Stream<Entry> stream() {
			note();
			if (this.broken) {
				throw new IllegalStateException("cannot be enumerated");
			}
			return this.children.entrySet().stream().map((child) -> new Entry(child.getKey(), child.getValue()));
		}

	}

}
