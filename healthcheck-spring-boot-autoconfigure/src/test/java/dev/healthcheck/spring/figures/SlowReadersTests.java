package dev.healthcheck.spring.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.healthcheck.spring.test.KeyStores;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.test.Figures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

/**
 * Figure 28 of docs/reliability.md: clients that send requests and read no response, and
 * TLS handshakes that never end, cost no other client anything.
 */
@Tag("figures")
@Timeout(600)
class SlowReadersTests {

	private static final int READERS = 16;

	private static final int PIPELINED = 100;

	private static final Duration BOUND = Duration.ofMillis(20);

	@ParameterizedTest
	@CsvSource({ "20, /actuator/health", "1000, /actuator/health", "20, /status", "1000, /status" })
	void clientsThatReadNothingCostNoProbe(int components, String path) {
		try (RunningApplication application = RunningApplication.start(Components.class, "components=" + components,
				"healthcheck.indicators.isolate=true", "healthcheck.page.enabled=true",
				"management.endpoint.health.show-details=always")) {
			Figure.holds("28, %d clients pipeline %d requests for %s with %d components".formatted(READERS, PIPELINED,
					path, components), BOUND, () -> {
						List<Socket> readers = pipeline(application.probePort(), path);
						try {
							return probes(application);
						}
						finally {
							close(readers);
						}
					});
		}
	}

	@Test
	void handshakesThatNeverEndCostNoProbe(@TempDir Path directory) throws Exception {
		Path keys = KeyStores.create(directory);
		try (RunningApplication application = RunningApplication.start(
				"spring.ssl.bundle.jks.probes.keystore.location=" + keys,
				"spring.ssl.bundle.jks.probes.keystore.password=" + KeyStores.PASSWORD,
				"spring.ssl.bundle.jks.probes.truststore.location=" + keys,
				"spring.ssl.bundle.jks.probes.truststore.password=" + KeyStores.PASSWORD,
				"healthcheck.server.ssl.bundle=probes")) {
			int handshakes = Figures.areAsserted() ? 5000 : 500;
			SslBundle bundle = application.context().getBean(SslBundles.class).getBundle("probes");
			Figure.holds("28, %d TLS handshakes that never end".formatted(handshakes), BOUND, () -> {
				// The server closes the oldest at its limit
				List<Socket> clients = new ArrayList<>();
				try {
					for (int i = 0; i < handshakes; i++) {
						clients.add(send(application.probePort(), "\u0016\u0003\u0001\u0001"));
					}
					// Of a context of its own each, so that no session is resumed
					return ProbeClients.atPace(application, () -> bundle.createSslContext().getSocketFactory(), 1,
							Duration.ofMillis(20), 300, "/readyz");
				}
				finally {
					close(clients);
				}
			});
		}
	}

	private static Latencies probes(RunningApplication application) {
		return ProbeClients.atPace(application, 1, Duration.ofMillis(20), 300, "/livez", "/readyz");
	}

	private static List<Socket> pipeline(int port, String path) {
		List<Socket> readers = new ArrayList<>();
		for (int i = 0; i < READERS; i++) {
			readers.add(send(port, ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(PIPELINED)));
		}
		return readers;
	}

	private static Socket send(int port, String text) {
		Socket socket = new Socket();
		try {
			socket.setReceiveBufferSize(4096);
			socket.connect(new InetSocketAddress("127.0.0.1", port));
			socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		}
		catch (SocketException ex) {
			// The server has had enough of it
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return socket;
	}

	private static void close(List<Socket> sockets) {
		for (Socket socket : sockets) {
			try {
				socket.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	static class Components {

		@Bean
		CompositeHealthContributor parts(@Value("${components}") int count) {
			Map<String, HealthContributor> parts = new LinkedHashMap<>();
			for (int i = 0; i < count; i++) {
				parts.put("part" + i, (HealthIndicator) () -> Health.up().withDetail("free", 12345).build());
			}
			return CompositeHealthContributor.fromMap(parts);
		}

	}

}
