package dev.healthcheck.spring.shutdown;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.ClassUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * {@link WebFilter} that closes connections while the application drains, as
 * {@link CloseConnectionsFilter} does on servlet servers. Filters of an application also
 * run on its management server: there this one does nothing.
 *
 * @since 0.1.0
 */
@ImportRuntimeHints(CloseConnectionsWebFilter.Hints.class)
public final class CloseConnectionsWebFilter implements WebFilter, Ordered {

	private static final String NETTY_REQUEST = "reactor.netty.http.server.HttpServerRequest";

	private static final String SERVLET_REQUEST = "jakarta.servlet.http.HttpServletRequest";

	private static final boolean NETTY = isPresent(NETTY_REQUEST);

	private static final boolean SERVLET = isPresent(SERVLET_REQUEST);

	private final Drain drain;

	private final ApplicationContext context;

	public CloseConnectionsWebFilter(Drain drain, ApplicationContext context) {
		this.drain = drain;
		this.context = context;
	}

	private static boolean isPresent(String className) {
		return ClassUtils.isPresent(className, CloseConnectionsWebFilter.class.getClassLoader());
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

	// HTTP/2 knows no such header, and a handshake of a WebSocket needs another value
	private static boolean isToBeClosed(ServerHttpRequest request) {
		return isHttp1(ServerHttpRequestDecorator.getNativeRequest(request))
				&& !"websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
	}

	private static boolean isHttp1(Object request) {
		if (NETTY && request instanceof HttpServerRequest netty) {
			return netty.version().majorVersion() == 1;
		}
		return SERVLET && request instanceof HttpServletRequest servlet && servlet.getProtocol().startsWith("HTTP/1.");
	}

	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.reflection()
				.registerTypeIfPresent(classLoader, NETTY_REQUEST)
				.registerTypeIfPresent(classLoader, SERVLET_REQUEST);
		}

	}

}
