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
 * response. A client that keeps one would lose the request that it sends when the server
 * has stopped accepting.
 */
final class CloseConnectionsFilter implements Filter {

	/** Called by the first request: servers create their filters before anything else. */
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

	// HTTP/2 knows no such header, and a handshake of a WebSocket needs another value
	private static boolean isToBeClosed(HttpServletRequest request) {
		return request.getProtocol().startsWith("HTTP/1.")
				&& !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
	}

}
