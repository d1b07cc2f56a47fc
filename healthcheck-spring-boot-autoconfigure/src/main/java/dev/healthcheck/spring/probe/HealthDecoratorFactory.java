package dev.healthcheck.spring.probe;

import java.util.Locale;

import dev.healthcheck.probe.Probe;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * {@link HttpHandlerDecoratorFactory} that gives OPTIONS the status of GET on the health
 * endpoint, as {@link HealthFilter} does on servlet servers, and has no answer where a
 * slash is encoded.
 *
 * @since 0.1.0
 */
public final class HealthDecoratorFactory implements HttpHandlerDecoratorFactory, Ordered {

	private final HealthPath healthPath;

	private final HealthHeaders headers;

	/**
	 * Create a factory.
	 * @param healthPath the path of the health endpoint
	 * @param headers the headers of its answers
	 */
	public HealthDecoratorFactory(HealthPath healthPath, HealthHeaders headers) {
		this.healthPath = healthPath;
		this.headers = headers;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 2;
	}

	@Override
	public HttpHandler apply(HttpHandler next) {
		return (request, response) -> handle(request, response, next);
	}

	private Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response, HttpHandler next) {
		RequestHead head = ReactiveRequestHead.of(request);
		if (!this.healthPath.matches(head) || head.isPreflight()) {
			return next.handle(request, response);
		}
		if (head.path().toLowerCase(Locale.ROOT).contains("%2f")) {
			// No name has a slash, and the endpoint would fail at it
			response.setStatusCode(HttpStatus.NOT_FOUND);
			return response.setComplete();
		}
		this.headers.of(head.path()).forEach(response.getHeaders()::set);
		if (!"OPTIONS".equals(head.method())) {
			return next.handle(request, response);
		}
		response.getHeaders().set("Allow", Probe.ALLOW);
		response.beforeCommit(() -> {
			response.getHeaders().setContentLength(0);
			return Mono.empty();
		});
		return next.handle(request.mutate().method(HttpMethod.GET).build(), new BodilessResponse(response));
	}

	private static final class BodilessResponse extends ServerHttpResponseDecorator {

		BodilessResponse(ServerHttpResponse delegate) {
			super(delegate);
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			return Flux.from(body).doOnNext(DataBufferUtils.releaseConsumer()).then(Mono.defer(this::setComplete));
		}

		@Override
		public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			return writeWith(Flux.from(body).concatMap((part) -> part));
		}

	}

}
