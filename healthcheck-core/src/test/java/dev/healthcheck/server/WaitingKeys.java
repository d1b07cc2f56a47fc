package dev.healthcheck.server;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;

import org.jspecify.annotations.Nullable;

/**
 * The keys of a server, which are not found before a test says so: handshakes take as
 * long.
 */
final class WaitingKeys extends X509ExtendedKeyManager {

	private final X509KeyManager keys;

	final Semaphore asked = new Semaphore(0);

	final CountDownLatch release = new CountDownLatch(1);

	private volatile boolean waiting;

	WaitingKeys(X509KeyManager keys) {
		this.keys = keys;
	}

	/** Let all further handshakes wait. */
	void hold() {
		this.waiting = true;
	}

	@Override
	public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers,
			@Nullable SSLEngine engine) {
		if (this.waiting) {
			this.asked.release();
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		return this.keys.chooseServerAlias(keyType, issuers, null);
	}

	@Override
	public String[] getClientAliases(String keyType, Principal[] issuers) {
		return this.keys.getClientAliases(keyType, issuers);
	}

	@Override
	public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
		return this.keys.chooseClientAlias(keyType, issuers, socket);
	}

	@Override
	public String[] getServerAliases(String keyType, Principal[] issuers) {
		return this.keys.getServerAliases(keyType, issuers);
	}

	@Override
	public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
		return this.keys.chooseServerAlias(keyType, issuers, socket);
	}

	@Override
	public X509Certificate[] getCertificateChain(String alias) {
		return this.keys.getCertificateChain(alias);
	}

	@Override
	public PrivateKey getPrivateKey(String alias) {
		return this.keys.getPrivateKey(alias);
	}

}
