package dev.healthcheck.it;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Probes are answered while the application cannot answer anything.
 */
@OnEveryApplication
class SaturationIT {

	private static final int STUCK = 40;

	private static final int SLOW_READERS = 16;

	private static final String RELEASED = "released";

	private final RunningApplication application;

	private final List<Socket> clients = new ArrayList<>();

	SaturationIT(Application application, RunningApplications applications) {
		this.application = applications.get(application, Setup.PROBES);
	}

	// The file stays: requests may still wait for a thread
	@AfterEach
	void release() throws IOException {
		Files.writeString(this.application.file(RELEASED), "");
		for (Socket client : this.clients) {
			client.close();
		}
	}

	@Test
	void whenAllRequestsAreStuckAndClientsDoNotReadProbesAreAnswered() throws Exception {
		boolean serving = this.application.application().isServing();
		Socket waiting = null;
		if (serving) {
			for (int i = 0; i < STUCK; i++) {
				client(this.application.server(), "/stuck?until=" + RELEASED, 1);
			}
			this.application.program().awaitLine("A request is stuck");
			this.application.await("no answer", () -> !isAnswered(client(this.application.server(), "/hello", 1)));
			waiting = client(this.application.server(), "/hello", 1);
		}
		for (int i = 0; i < SLOW_READERS; i++) {
			client(this.application.probes(), "/actuator/health", 1000);
		}
		for (int i = 0; i < 50; i++) {
			assertThat(this.application.probes().get("/readyz").text()).endsWith(" ok");
			assertThat(this.application.probes().get("/livez").text()).endsWith(" ok");
			assertThat(this.application.probes().get("/actuator/health").status()).isEqualTo(200);
		}
		if (waiting != null) {
			assertThat(waiting.getInputStream().available()).as("an answer of the application").isZero();
			release();
			assertThat(this.application.server().get("/hello").body()).isEqualTo("hello");
		}
	}

	private static boolean isAnswered(Socket client) throws IOException {
		client.setSoTimeout(500);
		try {
			return client.getInputStream().read() >= 0;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
	}

	private Socket client(Endpoint endpoint, String path, int requests) throws IOException {
		Socket client = endpoint.connect();
		this.clients.add(client);
		client.setReceiveBufferSize(2048);
		String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
		client.getOutputStream().write(request.repeat(requests).getBytes(StandardCharsets.US_ASCII));
		return client;
	}

}
