package dev.healthcheck.spring.shutdown;

import java.io.IOException;
import java.util.function.Supplier;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.util.function.SingletonSupplier;

/**
 * {@link Filter} that closes connections while the application drains, each with its next
 * response. On a kept connection, a client could lose a request that it sends after the
 * server has stopped accepting.
 */
final class CloseConnectionsFilter implements Filter {

	/** Resolved by the first request: servers create filters before other beans. */
	private final SingletonSupplier<Drain> drain;

	CloseConnectionsFilter(Supplier<Drain> drain) {
		this.drain = SingletonSupplier.of(drain);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (this.drain.obtain().isDraining() && isToBeClosed((HttpServletRequest) request)) {
			((HttpServletResponse) response).setHeader("Connection", "close");
		}
		chain.doFilter(request, response);
	}

	// HTTP/2 has no such header, and a WebSocket handshake needs another value
	private static boolean isToBeClosed(HttpServletRequest request) {
		return request.getProtocol().startsWith("HTTP/1.")
				&& !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
	}

}
