package dev.healthcheck.spring.everything;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.healthcheck.spring.test.RawHttp;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.test.json.JsonContent;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must be so in an {@link EveryFeature} that runs, asked from outside.
 *
 * @param port the port of probes
 * @param application the port of the application, or 0 if it has none
 * @param agent the port of the agent check
 * @param statsd the port of StatsD
 */
record Questions(int port, int application, int agent, int statsd) {

	/**
	 * Create questions to an application.
	 * @param line what {@link Ports} say
	 * @return the questions
	 */
	static Questions to(String line) {
		String[] ports = line.substring(Ports.LINE.length()).trim().split(" ");
		return new Questions(Integer.parseInt(ports[0]), Integer.parseInt(ports[1]), Integer.parseInt(ports[2]),
				Integer.parseInt(ports[3]));
	}

	/**
	 * Ask everything.
	 * @param web whether the application has a web server, and with it all of Actuator
	 * @throws Exception if it does not answer
	 */
	void ask(boolean web) throws Exception {
		probes();
		health();
		workers();
		agent("ready up 100%");
		page();
		if (web) {
			maintenance();
			metrics();
			checks();
		}
	}

	private void probes() {
		for (String path : new String[] { "/readyz", "/livez", "/startupz" }) {
			await().untilAsserted(() -> assertThat(get(path).body()).isEqualTo("ok"));
			assertThat(RawHttp.ask(this.port, "OPTIONS", path, "HTTP/1.0").status()).isEqualTo(200);
		}
		await().untilAsserted(() -> assertThat(get("/own").body()).isEqualTo("<ok>"));
		assertThat(get("/own").headers()).containsEntry("x-own", "yes");
	}

	private void health() {
		awaitComponent("method", "UP", "message", "warm");
		awaitComponent("report", "UP", "message", "1 of 1 OK");
		awaitComponent("inherited", "UP", "from", "above");
		awaitComponent("behind", "UP", "message", "state");
		awaitComponent("asleep", "UP", "tookSeconds", null);
		awaitComponent("optional", "DEGRADED", "message", "returned false");
		awaitComponent("stock", "UP", "tea", 3);
		awaitComponent("late-comer", "UP", "tookSeconds", null);
		awaitComponent("diskSpace", "UP", "tookSeconds", null);
		awaitComponent("regions.components.north", "UP", "tookSeconds", null);
		await().untilAsserted(() -> assertThat(new JsonContent(get("/actuator/health").body()))
			.extractingPath("$.components.partner.details.thread")
			.asString()
			.startsWith("healthcheck-check-"));
		await().untilAsserted(() -> assertThat(get("/actuator/health/own").body()).contains("\"stock\""));
	}

	private void workers() throws IOException {
		byte[] datagram = "workers:3|g".getBytes(StandardCharsets.US_ASCII);
		try (DatagramSocket socket = new DatagramSocket()) {
			socket.send(new DatagramPacket(datagram, datagram.length, InetAddress.getByName("localhost"), this.statsd));
		}
		awaitComponent("workers", "UP", "ready", 4);
	}

	private void agent(String answer) {
		await().untilAsserted(() -> {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.agent)) {
				assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim())
					.isEqualTo(answer);
			}
		});
	}

	private void page() {
		RawHttp.Answer page = get("/status");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.body()).contains("<style>", "status.json");
		assertThat(get("/status.json").body()).contains("\"words\":\"Ready\"", "\"stock\"", "regions",
				"\"late-comer\"");
	}

	private void maintenance() throws Exception {
		assertThat(endpoint("POST", BodyPublishers.ofString("{\"reason\": \"a new disk\"}"))).isEqualTo(200);
		// What HAProxy's disable-on-404 asks for
		await().untilAsserted(() -> assertThat(get("/readyz").status()).isEqualTo(404));
		assertThat(get("/actuator/health/readiness").status()).isEqualTo(503);
		awaitComponent("maintenance", "MAINTENANCE", "message", "a new disk");
		agent("maint");
		assertThat(endpoint("DELETE", BodyPublishers.noBody())).isBetween(200, 204);
		await().untilAsserted(() -> assertThat(get("/readyz").status()).isEqualTo(200));
	}

	private int endpoint(String method, HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.application + "/actuator/maintenance"))
				.header("Content-Type", "application/json")
				.method(method, body)
				.build(), BodyHandlers.discarding())
			.statusCode();
	}

	private void metrics() {
		if (ClassUtils.isPresent("io.micrometer.core.instrument.MeterRegistry", null)) {
			String path = "/actuator/metrics/healthcheck.check.status?tag=check:stock&tag=status:UP";
			await().untilAsserted(() -> assertThat(new JsonContent(RawHttp.get(this.application, path).body()))
				.extractingPath("$.measurements[0].value")
				.isEqualTo(1.0));
		}
	}

	private void checks() {
		for (String path : new String[] { "/actuator/checks", "/actuator/checks/stock" }) {
			assertThat(RawHttp.get(this.application, path).body()).contains("\"tea\":3", "\"successTtl\":\"PT0.2S\"");
		}
		assertThat(RawHttp.get(this.application, "/actuator/checks/regions/north").status()).isEqualTo(200);
	}

	private void awaitComponent(String name, String status, String detail, @Nullable Object value) {
		await().untilAsserted(() -> {
			JsonContent health = new JsonContent(get("/actuator/health").body());
			String component = "$.components." + name;
			assertThat(health).extractingPath(component + ".status").isEqualTo(status);
			assertThat(health).hasPath(component + ".details." + detail);
			if (value != null) {
				assertThat(health).extractingPath(component + ".details." + detail).isEqualTo(value);
			}
		});
	}

	private RawHttp.Answer get(String path) {
		return RawHttp.get(this.port, path);
	}

	private static ConditionFactory await() {
		return Awaitility.await().pollInterval(Duration.ofMillis(20));
	}

}
