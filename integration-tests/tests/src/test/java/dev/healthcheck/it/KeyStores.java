package dev.healthcheck.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Key stores that are made for the tests.
 */
enum KeyStores {

	BEFORE, AFTER;

	static final String PASSWORD = "changeit";

	static Path in(Path directory) {
		return directory.resolve("web.p12");
	}

	/**
	 * Put a key store where an application looks for it.
	 * @param directory the directory of the application
	 */
	void install(Path directory) throws IOException {
		Path copy = Files.copy(made(), directory.resolve("web.new"), StandardCopyOption.REPLACE_EXISTING);
		Files.move(copy, in(directory), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
	}

	private Path made() throws IOException {
		synchronized (KeyStores.class) {
			Path file = Path.of("target", this + ".p12").toAbsolutePath();
			if (!Files.exists(file)) {
				ProcessBuilder keytool = new ProcessBuilder(
						List.of(Jdk.current().home().resolve("bin/keytool").toString(), "-genkeypair", "-alias", "web",
								"-keyalg", "EC", "-dname", "CN=" + this, "-keystore", file.toString(), "-storetype",
								"PKCS12", "-storepass", PASSWORD));
				LocalPort.start(keytool.inheritIO()).onExit().join();
			}
			return file;
		}
	}

}
