package dev.healthcheck.spring.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * The ports of the contexts of one hierarchy. If several contexts need the same port, the
 * latest has it until it is closed, then the previous one.
 */
final class SharedPorts {

	private static final Log logger = LogFactory.getLog(SharedPorts.class);

	private final Map<Integer, Deque<Tenant>> tenants = new HashMap<>();

	// If the new tenant cannot listen, the previous one listens again
	synchronized Tenant enter(int port, Opener opener) throws IOException {
		Tenant tenant = new Tenant(opener);
		if (port == 0) {
			// Each tenant gets another free port
			tenant.open();
			return tenant;
		}
		Deque<Tenant> all = this.tenants.computeIfAbsent(port, (key) -> new ArrayDeque<>());
		Tenant before = all.peek();
		if (before != null) {
			before.close();
		}
		all.push(tenant);
		try {
			tenant.open();
		}
		catch (IOException | RuntimeException ex) {
			leave(tenant);
			throw ex;
		}
		return tenant;
	}

	synchronized void leave(Tenant tenant) {
		tenant.close();
		this.tenants.forEach((port, all) -> {
			boolean listened = all.peek() == tenant;
			all.remove(tenant);
			Tenant before = all.peek();
			if (listened && before != null) {
				reopen(port, before);
			}
		});
	}

	private static void reopen(int port, Tenant tenant) {
		try {
			tenant.open();
		}
		catch (IOException | RuntimeException ex) {
			logger.warn(LogMessage.format("Failed to open port %d again", port), ex);
		}
	}

	static final class Tenant {

		private final Opener opener;

		private volatile @Nullable Listener listener;

		private Tenant(Opener opener) {
			this.opener = opener;
		}

		// Null while another context has the port
		@Nullable InetSocketAddress address() {
			Listener listener = this.listener;
			return (listener != null) ? listener.address() : null;
		}

		private void open() throws IOException {
			this.listener = this.opener.open();
		}

		private void close() {
			Listener listener = this.listener;
			this.listener = null;
			if (listener != null) {
				listener.close().run();
			}
		}

	}

	interface Opener {

		// The message of the exception contains the address
		Listener open() throws IOException;

	}

	record Listener(InetSocketAddress address, Runnable close) {
	}

}
