package dev.healthcheck.spring.probe;

import dev.healthcheck.probe.ProbeResponse;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Writes answers on reactive servers.
 *
 * @since 0.1.0
 */
public final class ReactiveAnswer {

	private ReactiveAnswer() {
	}

	/**
	 * Write an answer.
	 * @param answer the answer
	 * @param response where to write it
	 * @return completes when it is written
	 */
	public static Mono<Void> write(ProbeResponse answer, ServerHttpResponse response) {
		response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
		answer.headers().forEach(response.getHeaders()::set);
		byte[] body = answer.body();
		response.getHeaders().setContentLength(body.length);
		// The server leaves out the body where the method is HEAD, and then sends nothing
		// before it is told that the response is complete
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)))
			.then(Mono.defer(response::setComplete));
	}

}
