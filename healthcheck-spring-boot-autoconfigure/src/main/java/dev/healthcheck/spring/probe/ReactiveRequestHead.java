package dev.healthcheck.spring.probe;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Creates the {@link RequestHead} of a reactive request.
 *
 * @since 0.1.0
 */
public final class ReactiveRequestHead {

	private ReactiveRequestHead() {
	}

	/**
	 * Return the head of a request.
	 * @param request the request
	 * @return its head
	 */
	public static RequestHead of(ServerHttpRequest request) {
		return new RequestHead(request.getMethod().name(), request.getPath().pathWithinApplication().value(),
				request.getHeaders()::getFirst);
	}

}
