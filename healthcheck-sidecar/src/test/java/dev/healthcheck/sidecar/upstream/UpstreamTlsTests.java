package dev.healthcheck.sidecar.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UpstreamCheck} with https.
 */
class UpstreamTlsTests {

	private static final char[] PASSWORD = "changeit".toCharArray();

	private static final Duration DEADLINE = Duration.ofSeconds(30);

	@SuppressWarnings("NullAway.Init")
	private static SSLContext trusted;

	private final SSLContext before;

	UpstreamTlsTests() throws Exception {
		this.before = SSLContext.getDefault();
	}

	@BeforeAll
	static void createCertificate(@TempDir Path directory) throws Exception {
		Path file = directory.resolve("keys");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "upstream", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"san=dns:localhost", "-validity", "36500", "-storetype", "PKCS12", "-keystore", file.toString(),
				"-storepass", new String(PASSWORD))
			.redirectErrorStream(true)
			.start();
		String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(keytool.waitFor()).as(output).isZero();
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			keys.load(in, PASSWORD);
		}
		KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keyManagers.init(keys, PASSWORD);
		TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trustManagers.init(keys);
		trusted = SSLContext.getInstance("TLS");
		trusted.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
	}

	@AfterEach
	void restore() {
		SSLContext.setDefault(this.before);
	}

	@Test
	void runWhenTheCertificateIsTrustedIsUp() throws Exception {
		SSLContext.setDefault(trusted);
		try (FakeUpstream upstream = upstream()) {
			CheckResult result = ask("localhost", upstream);
			assertThat(result.message()).endsWith("/ready returned 200");
			assertThat(result.status()).isEqualTo(CheckStatus.UP);
			assertThat(upstream.requests()).hasSize(1);
		}
	}

	@Test
	void runWhenTheCertificateIsForAnotherNameIsDown() throws Exception {
		SSLContext.setDefault(trusted);
		try (FakeUpstream upstream = upstream()) {
			CheckResult result = ask("127.0.0.1", upstream);
			assertThat(result.status()).isEqualTo(CheckStatus.DOWN);
			assertThat(result.message()).contains("could not be requested: ", "No subject alternative names");
			assertThat(upstream.requests().toString()).doesNotContain("GET");
		}
	}

	@Test
	void runWhenNobodyTrustsTheCertificateIsDown() throws Exception {
		try (FakeUpstream upstream = upstream()) {
			CheckResult result = ask("localhost", upstream);
			assertThat(result.status()).isEqualTo(CheckStatus.DOWN);
			assertThat(result.message()).contains("could not be requested: ");
			assertThat(upstream.requests().toString()).doesNotContain("GET");
		}
	}

	@Test
	void runWhenTheUpstreamDoesNotSpeakTlsIsDown() throws Exception {
		ServerSocket server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
		try (FakeUpstream upstream = FakeUpstream.startAtOnce(server,
				(self, out) -> out.write("HTTP/1.1 200 OK\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII)))) {
			assertThat(ask("localhost", upstream).status()).isEqualTo(CheckStatus.DOWN);
		}
	}

	private static FakeUpstream upstream() throws IOException {
		ServerSocket server = trusted.getServerSocketFactory()
			.createServerSocket(0, 128, InetAddress.getLoopbackAddress());
		return FakeUpstream.start(server, (self, out) -> out
			.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII)));
	}

	private static CheckResult ask(String host, FakeUpstream upstream) throws Exception {
		return new UpstreamCheck("https://" + host + ":" + upstream.port() + "/ready", DEADLINE).run();
	}

}
