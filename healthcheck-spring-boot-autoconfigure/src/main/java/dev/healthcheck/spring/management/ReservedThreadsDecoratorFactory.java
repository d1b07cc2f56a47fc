package dev.healthcheck.spring.management;

import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

import dev.healthcheck.spring.probe.ReactiveRequestHead;
import dev.healthcheck.spring.probe.RequestHead;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * {@link HttpHandlerDecoratorFactory} that keeps the event loops of the management server
 * free for requests that are answered out of published results. Others go to
 * {@link RequestThreads}, with whatever the application's filters do to them, and are
 * answered 503 at once, with Retry-After, while all of these are busy.
 *
 * @since 0.1.0
 */
public final class ReservedThreadsDecoratorFactory implements HttpHandlerDecoratorFactory, Ordered {

	private final Predicate<RequestHead> published;

	private final Predicate<RequestHead> health;

	private final RequestThreads threads;

	/**
	 * Create a factory.
	 * @param published recognises the requests that event loops are reserved for
	 * @param health recognises all requests for health
	 * @param threads the threads for all others
	 */
	public ReservedThreadsDecoratorFactory(Predicate<RequestHead> published, Predicate<RequestHead> health,
			RequestThreads threads) {
		this.published = published;
		this.health = health;
		this.threads = threads;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public HttpHandler apply(HttpHandler next) {
		return (request, response) -> handle(request, response, next);
	}

	private Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response, HttpHandler next) {
		RequestHead head = ReactiveRequestHead.of(request);
		if (this.published.test(head)) {
			return next.handle(request, response);
		}
		Mono<Void> handled = Mono.defer(() -> next.handle(request, response));
		return (this.health.test(head) ? this.threads.runHealth(handled) : this.threads.run(handled))
			.onErrorResume(RejectedExecutionException.class, (ex) -> refuse(response, ex));
	}

	private static Mono<Void> refuse(ServerHttpResponse response, RejectedExecutionException ex) {
		if (!response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE)) {
			return Mono.error(ex);
		}
		response.getHeaders().set("Retry-After", "1");
		return response.setComplete();
	}

}
