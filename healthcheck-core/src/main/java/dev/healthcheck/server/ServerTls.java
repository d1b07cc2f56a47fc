package dev.healthcheck.server;

import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * Value object for the TLS settings of a {@link ProbeServer}.
 *
 * @param contexts returns the context for the next connection, at once: a new context
 * takes effect for new connections
 * @param clientAuth whether clients are asked for a certificate
 * @param protocols the enabled protocols; the defaults of the JDK if empty
 * @param ciphers the enabled cipher suites; the defaults of the JDK if empty
 */
public record ServerTls(Supplier<SSLContext> contexts, ClientAuth clientAuth, List<String> protocols,
		List<String> ciphers) {

	public ServerTls {
		protocols = List.copyOf(protocols);
		ciphers = List.copyOf(ciphers);
	}

	// Offers no protocol by ALPN, because there is no HTTP/2
	SSLEngine newEngine() {
		SSLEngine engine = this.contexts.get().createSSLEngine();
		engine.setUseClientMode(false);
		switch (this.clientAuth) {
			case NONE -> engine.setWantClientAuth(false);
			case WANT -> engine.setWantClientAuth(true);
			case NEED -> engine.setNeedClientAuth(true);
		}
		if (!this.protocols.isEmpty()) {
			engine.setEnabledProtocols(this.protocols.toArray(String[]::new));
		}
		if (!this.ciphers.isEmpty()) {
			engine.setEnabledCipherSuites(this.ciphers.toArray(String[]::new));
		}
		return engine;
	}

	/** Whether clients are asked for a certificate. */
	public enum ClientAuth {

		/** Clients are not asked for a certificate. */
		NONE,

		/** Clients are asked, but need not have a certificate. */
		WANT,

		/** Clients must have a trusted certificate. */
		NEED

	}

}
