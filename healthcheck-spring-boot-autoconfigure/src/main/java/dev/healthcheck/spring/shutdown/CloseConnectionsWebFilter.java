package dev.healthcheck.spring.shutdown;

import dev.healthcheck.spring.startup.OptionalClass;
import jakarta.servlet.http.HttpServletRequest;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * {@link WebFilter} that closes connections while the application drains, as
 * {@link CloseConnectionsFilter} does on servlet servers. Does nothing on the management
 * server, where filters of the application run, too.
 */
final class CloseConnectionsWebFilter implements WebFilter, Ordered {

	private final Drain drain;

	private final ApplicationContext context;

	CloseConnectionsWebFilter(Drain drain, ApplicationContext context) {
		this.drain = drain;
		this.context = context;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (this.drain.isDraining() && exchange.getApplicationContext() == this.context
				&& isToBeClosed(exchange.getRequest())) {
			exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
		}
		return chain.filter(exchange);
	}

	// HTTP/2 has no such header, and a WebSocket handshake needs another value
	private static boolean isToBeClosed(ServerHttpRequest request) {
		return isHttp1(ServerHttpRequestDecorator.getNativeRequest(request))
				&& !"websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
	}

	private static boolean isHttp1(Object request) {
		if (OptionalClass.NETTY_REQUEST.isPresent() && request instanceof HttpServerRequest netty) {
			return netty.version().majorVersion() == 1;
		}
		return OptionalClass.SERVLET_REQUEST.isPresent() && request instanceof HttpServletRequest servlet
				&& servlet.getProtocol().startsWith("HTTP/1.");
	}

}
