package dev.healthcheck.spring.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.spring.groups.HealthGroupChangedEvent;
import dev.healthcheck.spring.server.ProbeServerLifecycle;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 30: all readers tell one story, also after two threads have published the
 * availability of the application at the same moment.
 */
@Tag("figures")
@Timeout(1200)
class OneStoryTests {

	private static final Duration BOUND = Duration.ofMillis(Integer.getInteger("figures.story.millis", 30_000));

	private static final int ROUNDS = Integer.getInteger("figures.story.rounds", 10);

	private static final int EVENTS = 50;

	private static final ReadinessState ACCEPTING = ReadinessState.ACCEPTING_TRAFFIC;

	private static final ReadinessState REFUSING = ReadinessState.REFUSING_TRAFFIC;

	private final JsonMapper json = new JsonMapper();

	private long slowest;

	@Test
	void allReadersTellTheSameAfterEachChange() throws Exception {
		try (RunningApplication application = start()) {
			awaitStory(application, ACCEPTING, false);
			for (int i = 0; i < ROUNDS; i++) {
				publish(application, REFUSING);
				awaitStory(application, REFUSING, false);
				Files.createFile(application.maintenanceFile());
				awaitStory(application, REFUSING, true);
				publish(application, ACCEPTING);
				awaitStory(application, ACCEPTING, true);
				Files.delete(application.maintenanceFile());
				awaitStory(application, ACCEPTING, false);
			}
			Figure.print("30 one story, " + 4 * ROUNDS + " changes", slowest());
		}
	}

	@Test
	void allReadersTellTheSameAfterTwoThreadsHavePublished() throws Exception {
		try (RunningApplication application = start()) {
			ApplicationAvailability availability = application.context().getBean(ApplicationAvailability.class);
			awaitStory(application, ACCEPTING, false);
			int accepted = 0;
			for (int i = 0; i < ROUNDS; i++) {
				race(application);
				ReadinessState last = availability.getReadinessState();
				awaitStory(application, last, false);
				accepted += (last == ACCEPTING) ? 1 : 0;
				// It is that of the last state, and no later one
				assertThat(availability.getReadinessState()).isEqualTo(last);
			}
			Figure.print("30 one story, " + ROUNDS + " races (" + accepted + " won by ACCEPTING)", slowest());
		}
	}

	private String slowest() {
		return "told after %d ms at the latest".formatted(TimeUnit.NANOSECONDS.toMillis(this.slowest));
	}

	private static RunningApplication start() {
		return RunningApplication.start(Listening.class, "healthcheck.agent.port=0", "healthcheck.page.enabled=true",
				"management.endpoint.health.show-details=always",
				"management.endpoint.health.group.readiness.show-details=always",
				"healthcheck.probes.gunicorn.format=gunicorn", "healthcheck.probes.gunicorn.path=/gunicorn",
				"healthcheck.probes.pyramid.format=pyramid", "healthcheck.probes.runscope.format=runscope",
				"healthcheck.probes.approck.format=approck", "healthcheck.probes.approck.path=/approck");
	}

	private static void publish(RunningApplication application, ReadinessState state) {
		AvailabilityChangeEvent.publish(application.context(), state);
	}

	private static void race(RunningApplication application) throws Exception {
		CyclicBarrier barrier = new CyclicBarrier(2);
		CompletableFuture<Void> accepting = CompletableFuture
			.runAsync(() -> publishOften(application, ACCEPTING, barrier));
		CompletableFuture<Void> refusing = CompletableFuture
			.runAsync(() -> publishOften(application, REFUSING, barrier));
		CompletableFuture.allOf(accepting, refusing).get(60, TimeUnit.SECONDS);
	}

	private static void publishOften(RunningApplication application, ReadinessState state, CyclicBarrier barrier) {
		for (int i = 0; i < EVENTS; i++) {
			try {
				// The last two events of a race, too, are published at the same moment
				barrier.await(30, TimeUnit.SECONDS);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			publish(application, state);
		}
	}

	private void awaitStory(RunningApplication application, ReadinessState state, boolean maintenance) {
		long start = System.nanoTime();
		Map<String, String> expected = expected(state, maintenance);
		Awaitility.await()
			.atMost(BOUND)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20))
			.untilAsserted(() -> assertThat(story(application)).isEqualTo(expected));
		this.slowest = Math.max(this.slowest, System.nanoTime() - start);
	}

	private static Map<String, String> expected(ReadinessState state, boolean maintenance) {
		boolean accepting = state == ACCEPTING;
		boolean ok = accepting && !maintenance;
		String own = accepting ? "UP" : "OUT_OF_SERVICE";
		String group = maintenance ? "MAINTENANCE" : own;
		Map<String, String> expected = new TreeMap<>();
		expected.put("availability", state.name());
		expected.put("readinessState", own);
		expected.put("workers", own + " " + (accepting ? 1 : 0) + " " + accepting);
		expected.put("maintenance", maintenance ? "MAINTENANCE" : "UP");
		expected.put("health", (ok ? 200 : 503) + " " + group);
		expected.put("readyz", ok ? "200 ok" : "503 " + (maintenance ? "maintenance" : "draining"));
		expected.put("startupz", "200 ok");
		expected.put("agent", ok ? "ready up 100%" : maintenance ? "maint" : "drain");
		expected.put("page", group);
		expected.put("page workers", own);
		expected.put("gunicorn", ok ? "200" : "500");
		expected.put("pyramid", ok ? "200" : maintenance ? "299" : "503");
		expected.put("runscope", ok ? "200" : "500");
		expected.put("approck", ok ? "200" : "422");
		expected.put("group meter", group);
		expected.put("workers meter", own);
		expected.put("ready meter", accepting ? "1.0" : "0.0");
		expected.put("event", group);
		return expected;
	}

	private Map<String, String> story(RunningApplication application) {
		Map<String, String> story = new TreeMap<>();
		story.put("availability",
				application.context().getBean(ApplicationAvailability.class).getReadinessState().name());
		RawHttp.Answer health = application.probe("/actuator/health/readiness");
		JsonNode readiness = this.json.readTree(health.body());
		story.put("health", health.status() + " " + readiness.at("/status").stringValue());
		JsonNode components = readiness.at("/components");
		for (String name : new String[] { "readinessState", "maintenance" }) {
			story.put(name, components.at("/" + name + "/status").stringValue());
		}
		JsonNode workers = components.get("workers");
		story.put("workers", workers.get("status").stringValue() + " " + workers.at("/details/ready").intValue() + " "
				+ workers.at("/details/self").booleanValue());
		RawHttp.Answer readyz = application.probe("/readyz");
		story.put("readyz", readyz.status() + " " + readyz.body());
		RawHttp.Answer startupz = application.probe("/startupz");
		story.put("startupz", startupz.status() + " " + startupz.body());
		story.put("agent", agent(application));
		JsonNode page = this.json.readTree(application.probe("/status.json").body());
		story.put("page", page.at("/verdicts/readiness/status").stringValue());
		page.get("checks").forEach((check) -> {
			if (check.get("name").stringValue().equals("workers")) {
				story.put("page workers", check.get("status").stringValue());
			}
		});
		Map.of("gunicorn", "/gunicorn", "pyramid", "/health", "runscope", "/healthcheck", "approck", "/approck/ready")
			.forEach((name, path) -> story.put(name, String.valueOf(application.probe(path).status())));
		MeterRegistry meters = application.context().getBean(MeterRegistry.class);
		story.put("group meter", status(meters, "healthcheck.group.status", "group", "readiness"));
		story.put("workers meter", status(meters, "healthcheck.check.status", "check", "workers"));
		story.put("ready meter", String.valueOf(meters.get("healthcheck.workers.ready").gauge().value()));
		story.put("event", application.context().getBean(Listening.class).readiness);
		return story;
	}

	private static String status(MeterRegistry meters, String name, String tag, String value) {
		StringBuilder statuses = new StringBuilder();
		for (Gauge gauge : meters.get(name).tag(tag, value).gauges()) {
			if (gauge.value() == 1) {
				statuses.append(gauge.getId().getTag("status"));
			}
		}
		return statuses.toString();
	}

	private static String agent(RunningApplication application) {
		InetSocketAddress agent = Objects
			.requireNonNull(application.context().getBean(ProbeServerLifecycle.class).agentAddress());
		try (Socket socket = new Socket(agent.getAddress(), agent.getPort())) {
			socket.setSoTimeout(30_000);
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Receives events after the application's availability, because it depends on it, and
	 * before other listeners, because it is created first: one thread may pass another
	 * here.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Listening implements ApplicationListener<AvailabilityChangeEvent<?>> {

		private volatile String readiness = "";

		Listening(ApplicationAvailability availability) {
			assertThat(availability).isNotNull();
		}

		@Override
		public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
			for (int i = ThreadLocalRandom.current().nextInt(20_000); i > 0; i--) {
				Thread.onSpinWait();
			}
		}

		@EventListener
		void onChange(HealthGroupChangedEvent event) {
			if (event.getGroup().equals("readiness")) {
				this.readiness = event.getTo().getCode();
			}
		}

		@Bean
		MeterRegistry meters() {
			return new SimpleMeterRegistry();
		}

	}

}
