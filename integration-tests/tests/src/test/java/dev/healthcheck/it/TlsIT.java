package dev.healthcheck.it;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * TLS on the probe port, by an SSL bundle that is replaced while the application runs.
 */
@OnEveryApplication
class TlsIT {

	private final RunningApplication application;

	TlsIT(Application application, RunningApplications applications) {
		this.application = applications.get(application, Setup.TLS);
	}

	@Test
	void probesAreServedOverHttps() throws Exception {
		assertThat(this.application.program().awaitLine("Probes are on ")).contains("https://*:");
		assertThat(this.application.probes().get("/readyz").text()).isEqualTo("200 text/plain;charset=UTF-8 ok");
		assertThat(this.application.probes().get("/actuator/health").status()).isEqualTo(200);
		assertThat(this.application.probes().at("127.0.0.2").get("/readyz").status()).isEqualTo(200);
	}

	@Test
	void plainHttpGetsNoResponse() {
		Endpoint plain = this.application.probes().withoutTls();
		assertThat(plain.isRefused()).isFalse();
		assertThatThrownBy(() -> plain.get("/readyz")).isInstanceOf(IOException.class);
	}

	@Test
	void whenABundleIsReplacedNewConnectionsUseTheNewOne() throws Exception {
		assertThat(certificate()).isEqualTo("CN=BEFORE");
		KeyStores.AFTER.install(this.application.file("."));
		this.application.await("the new certificate", () -> certificate().equals("CN=AFTER"));
		Files.writeString(KeyStores.in(this.application.file(".")), "This is not a key store");
		this.application.await("the warning", () -> !warnings().isEmpty());
		assertThat(certificate()).isEqualTo("CN=AFTER");
		KeyStores.BEFORE.install(this.application.file("."));
		this.application.await("the old certificate", () -> certificate().equals("CN=BEFORE"));
		assertThat(warnings()).hasSize(1);
		assertThat(this.application.probes().get("/readyz").status()).isEqualTo(200);
	}

	private String certificate() throws IOException {
		return this.application.probes().certificate();
	}

	private List<String> warnings() {
		return this.application.program()
			.warnings("dev.healthcheck")
			.stream()
			.filter((line) -> line.contains("SSL bundle"))
			.toList();
	}

}
