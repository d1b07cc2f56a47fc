package dev.healthcheck.spring.test;

import java.io.IOException;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Key stores with a self-signed certificate of localhost.
 */
public final class KeyStores {

	public static final String PASSWORD = "password";

	private KeyStores() {
	}

	public static Path create(Path directory) throws IOException, InterruptedException {
		Path keys = directory.resolve("keys.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-keyalg", "EC", "-alias", "test", "-dname", "CN=localhost", "-storetype", "PKCS12",
				"-storepass", PASSWORD, "-keystore", keys.toString())
			.inheritIO()
			.start();
		assertThat(keytool.waitFor()).isZero();
		return keys;
	}

}
