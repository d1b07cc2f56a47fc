package dev.healthcheck.spring.server;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

/**
 * The ports of the contexts of one hierarchy. Contexts may want the same one: the latest
 * of them has it, and after its end the one before.
 */
final class SharedPorts {

	private static final Log logger = LogFactory.getLog(SharedPorts.class);

	private final Map<Integer, Deque<Tenant>> tenants = new HashMap<>();

	/**
	 * Have a tenant listen, in place of the one that does so far.
	 * @param port the port
	 * @param tenant listens
	 * @throws IOException if it cannot; then the one before listens again
	 */
	synchronized void enter(int port, Tenant tenant) throws IOException {
		if (port == 0) {
			// Each gets another one
			tenant.open();
			return;
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
	}

	/**
	 * Have a tenant listen no more.
	 * @param tenant the tenant
	 */
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
			logger.warn(LogMessage.format("Port %d cannot be opened again", port), ex);
		}
	}

	/**
	 * Listens on a port.
	 */
	public interface Tenant {

		/**
		 * Listen.
		 * @throws IOException if that is not possible, with the address in the message
		 */
		void open() throws IOException;

		/** Listen no more; without effect while this does not listen. */
		void close();

	}

}
