package dev.healthcheck.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;

import org.jspecify.annotations.Nullable;

/**
 * Certificates that the JDK's keytool makes: two of servers, and one of a client.
 */
final class Certificates {

	private static final char[] PASSWORD = "changeit".toCharArray();

	private static final KeyStore FIRST = store("first");

	private static final KeyStore SECOND = store("second");

	private static final KeyStore CLIENT = store("client");

	private Certificates() {
	}

	static SSLContext first() {
		return context(FIRST);
	}

	static SSLContext second() {
		return context(SECOND);
	}

	static SSLContext client() {
		return context(CLIENT);
	}

	static SSLContext stranger() {
		return context(null);
	}

	/** Return the keys of the first server, which can be withheld. */
	static WaitingKeys waitingKeys() {
		try {
			KeyManagerFactory own = KeyManagerFactory.getInstance("SunX509");
			own.init(FIRST, PASSWORD);
			return new WaitingKeys((X509KeyManager) own.getKeyManagers()[0]);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static SSLContext of(WaitingKeys keys) {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(new KeyManager[] { keys }, null, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// Trusts all of them
	private static SSLContext context(@Nullable KeyStore keys) {
		try {
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			for (KeyStore store : List.of(FIRST, SECOND, CLIENT)) {
				Certificate certificate = store.getCertificate("key");
				trusted.setCertificateEntry(name((X509Certificate) certificate), certificate);
			}
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			own.init(keys, PASSWORD);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String name(X509Certificate certificate) {
		return certificate.getSubjectX500Principal().getName();
	}

	private static KeyStore store(String name) {
		try {
			Path file = Files.createTempDirectory("certificates").resolve(name + ".p12");
			Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
					"-genkeypair", "-alias", "key", "-keyalg", "EC", "-dname", "CN=" + name, "-validity", "2",
					"-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", new String(PASSWORD))
				.redirectErrorStream(true)
				.start();
			String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (keytool.waitFor() != 0) {
				throw new IllegalStateException(output);
			}
			KeyStore store = KeyStore.getInstance("PKCS12");
			try (InputStream stream = Files.newInputStream(file)) {
				store.load(stream, PASSWORD);
			}
			Files.delete(file);
			Files.delete(file.getParent());
			return store;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
