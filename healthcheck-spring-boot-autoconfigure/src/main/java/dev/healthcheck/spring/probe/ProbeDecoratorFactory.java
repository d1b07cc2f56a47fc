package dev.healthcheck.spring.probe;

import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeRoutes;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * {@link HttpHandlerDecoratorFactory} that answers probes, on the event loop that they
 * came to. It stands before all filters, and other than a filter before the observation
 * of requests too: exactly the paths of probes are open, and leave no trace.
 *
 * @since 0.1.0
 */
public final class ProbeDecoratorFactory implements HttpHandlerDecoratorFactory, Ordered {

	private final ProbeRoutes probes;

	/**
	 * Create a factory.
	 * @param probes the routes to the probes
	 */
	public ProbeDecoratorFactory(ProbeRoutes probes) {
		this.probes = probes;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 1;
	}

	@Override
	public HttpHandler apply(HttpHandler next) {
		return (request, response) -> handle(request, response, next);
	}

	private Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response, HttpHandler next) {
		RequestHead head = ReactiveRequestHead.of(request);
		Probe probe = this.probes.to(head.path());
		if (probe == null || head.isPreflight()) {
			return next.handle(request, response);
		}
		return ReactiveAnswer
			.write(probe.answer(ProbeRequest.of(head.method(), head.path(), request.getURI().getRawQuery())), response);
	}

}
