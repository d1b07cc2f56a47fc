package dev.healthcheck.spring.maintenance;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.management.ObjectName;

import dev.healthcheck.maintenance.Hostname;
import dev.healthcheck.maintenance.MaintenanceScope;
import dev.healthcheck.spring.maintenance.MaintenanceOperationEvent.Operation;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link MaintenanceEndpoint} and its extension, over HTTP and JMX.
 */
@ExtendWith(OutputCaptureExtension.class)
class MaintenanceEndpointTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=health,maintenance";

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(Listener.class, EXPOSED,
				"management.endpoint.maintenance.access=unrestricted", "spring.jmx.enabled=true",
				"management.endpoints.jmx.exposure.include=maintenance", "healthcheck.workers.scan-interval=50ms");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@AfterEach
	void leave() throws IOException {
		Files.deleteIfExists(application.maintenanceFile());
		Files.deleteIfExists(hostFile());
		awaitReady(200);
		events().clear();
	}

	private static Path hostFile() {
		return application.directory().resolve(".maintenance." + Hostname.system());
	}

	private static List<MaintenanceOperationEvent> events() {
		return application.context().getBean(Listener.class).events;
	}

	private static void awaitReady(int status) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(20))
			.until(() -> application.probe("/readyz").status() == status);
	}

	private static HttpResponse<String> ask(String method, String query, String body)
			throws IOException, InterruptedException {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + application.port() + "/actuator/maintenance" + query))
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(body))
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
	}

	private static JsonNode json(HttpResponse<String> answer) {
		return new JsonMapper().readTree(answer.body());
	}

	@Test
	void enterAndLeaveAreSeenByReadinessAndTold(CapturedOutput output) throws Exception {
		Instant before = InstantSource.system().instant();
		HttpResponse<String> entered = ask("POST", "", "{\"reason\":\"new disks\",\"until\":\"30m\"}");
		assertThat(entered.statusCode()).isEqualTo(200);
		assertThat(json(entered).get("active").booleanValue()).isTrue();
		assertThat(json(entered).get("file").stringValue()).isEqualTo(hostFile().toString());
		Instant until = Instant.parse(json(entered).get("until").stringValue());
		assertThat(until).isBetween(before.plus(Duration.ofMinutes(30)), before.plus(Duration.ofMinutes(31)));
		awaitReady(503);
		assertThat(application.probe("/readyz").body()).isEqualTo("maintenance");
		JsonNode read = json(ask("GET", "", ""));
		assertThat(read.get("reason").stringValue()).isEqualTo("new disks");
		assertThat(Instant.parse(read.get("until").stringValue())).isEqualTo(until);
		assertThat(events()).singleElement().satisfies((event) -> {
			assertThat(event.getOperation()).isEqualTo(Operation.ENTERED);
			assertThat(event.getScope()).isEqualTo(MaintenanceScope.HOST);
			assertThat(event.getReason()).isEqualTo("new disks");
			assertThat(event.getUntil()).isEqualTo(until);
			assertThat(event.getWho()).isNull();
		});
		HttpResponse<String> left = ask("DELETE", "", "");
		assertThat(left.body()).isEqualTo("{\"left\":true}");
		awaitReady(200);
		assertThat(events()).extracting(MaintenanceOperationEvent::getOperation)
			.containsExactly(Operation.ENTERED, Operation.LEFT);
		assertThat(output).contains("Maintenance was entered by an unknown user until " + until + ": new disks")
			.contains("Maintenance was left by an unknown user");
		assertThat(ask("DELETE", "", "").body()).isEqualTo("{\"left\":false}");
		assertThat(events()).hasSize(2);
	}

	@Test
	void enterWhenScopeIsAllWritesTheFileOfAll() throws Exception {
		String until = InstantSource.system().instant().plus(Duration.ofDays(1)).toString();
		ask("POST", "", "{\"reason\":\"x\",\"until\":\"" + until + "\",\"scope\":\"all\"}");
		assertThat(Files.readString(application.maintenanceFile())).isEqualTo("x\nuntil: " + until + "\n");
		awaitReady(503);
		assertThat(ask("DELETE", "", "").body()).isEqualTo("{\"left\":false}");
		assertThat(ask("DELETE", "?scope=all", "").body()).isEqualTo("{\"left\":true}");
		awaitReady(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"reason\":\" \"}", "{\"reason\":\"x\",\"until\":\"tomorrow\"}",
			"{\"reason\":\"x\",\"until\":\"2001-01-01T00:00:00Z\"}", "{\"reason\":\"x\",\"until\":\"-5m\"}",
			"{\"reason\":\"x\",\"until\":\"999999999999d\"}", "{\"reason\":\"x\",\"scope\":\"world\"}", "[", "" })
	void enterWhenRequestIsWrongIsRefusedAndWritesNothing(String body) throws Exception {
		assertThat(ask("POST", "", body).statusCode()).isEqualTo(400);
		try (Stream<Path> files = Files.list(application.directory())) {
			assertThat(files).noneMatch((file) -> file.getFileName().toString().startsWith(".maintenance"));
		}
		assertThat(events()).isEmpty();
	}

	@Test
	void enterWhenFileCannotBeWrittenSaysSo() throws Exception {
		Path inTheWay = Files.createDirectories(hostFile().resolve("d"));
		try {
			HttpResponse<String> answer = ask("POST", "", "{\"reason\":\"x\"}");
			assertThat(answer.statusCode()).isEqualTo(500);
			assertThat(json(answer).get("error").stringValue())
				.startsWith("Maintenance file '" + hostFile() + "' cannot be written");
			assertThat(ask("DELETE", "", "").statusCode()).isEqualTo(500);
			assertThat(events()).isEmpty();
		}
		finally {
			Files.delete(inTheWay);
		}
	}

	@Test
	void operationsOverJmxDoTheSame() throws Exception {
		ObjectName name = new ObjectName("org.springframework.boot:type=Endpoint,name=Maintenance");
		var server = ManagementFactory.getPlatformMBeanServer();
		String text = String.class.getName();
		Object entered = server.invoke(name, "enter", new Object[] { "by jmx", null, "all" },
				new String[] { text, text, text });
		assertThat(entered).asInstanceOf(InstanceOfAssertFactories.MAP).containsEntry("reason", "by jmx");
		awaitReady(503);
		Object left = server.invoke(name, "leave", new Object[] { "all" }, new String[] { text });
		assertThat(left).isEqualTo(Map.of("left", true));
		awaitReady(200);
	}

	@Test
	void enterWhenCallerIsKnownWritesAndTellsWho(CapturedOutput output) throws IOException {
		SecurityContext alice = mock(SecurityContext.class);
		given(alice.getPrincipal()).willReturn(() -> "al\n\u009bice");
		MaintenanceEndpoint endpoint = application.context().getBean(MaintenanceEndpoint.class);
		endpoint.enter("x", null, null, alice);
		assertThat(Files.readString(hostFile())).isEqualTo("x\nby: al ice\n");
		assertThat(output).contains("Maintenance was entered by 'al ice': x");
		assertThat(events()).singleElement().extracting(MaintenanceOperationEvent::getWho).isEqualTo("al ice");
		endpoint.leave(null, alice);
		assertThat(output).contains("Maintenance was left by 'al ice'");
		assertThat(events()).extracting(MaintenanceOperationEvent::getWho).containsExactly("al ice", "al ice");
	}

	@Test
	void endpointUnlessItIsExposedIsNotThere() {
		try (RunningApplication plain = RunningApplication.start()) {
			assertThat(RawHttp.get(plain.port(), "/actuator/maintenance").status()).isEqualTo(404);
			assertThat(plain.context().getBeansOfType(MaintenanceEndpoint.class)).isEmpty();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Listener {

		private final List<MaintenanceOperationEvent> events = new ArrayList<>();

		@Bean
		ApplicationListener<MaintenanceOperationEvent> operations() {
			return this.events::add;
		}

	}

}
