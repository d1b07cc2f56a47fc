package dev.healthcheck.spring.page;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.spring.probe.ReactiveAnswer;
import dev.healthcheck.spring.probe.ReactiveRequestHead;
import dev.healthcheck.spring.probe.RequestHead;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * {@link WebHandler} that serves the page, as {@link PageServlet} does on servlet
 * servers.
 *
 * @since 0.1.0
 */
public final class PageWebHandler implements WebHandler {

	private final PageRequests requests;

	/**
	 * Create a handler.
	 * @param requests answers requests
	 */
	public PageWebHandler(PageRequests requests) {
		this.requests = requests;
	}

	/**
	 * Return a mapping of the page's paths to this handler, before all others.
	 * @return the mapping
	 */
	public SimpleUrlHandlerMapping mapping() {
		Map<String, WebHandler> handlers = this.requests.path()
			.paths()
			.stream()
			.collect(Collectors.toMap((path) -> path, (path) -> this));
		return new SimpleUrlHandlerMapping(handlers, Ordered.HIGHEST_PRECEDENCE);
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		return exchange.getPrincipal()
			.<SecurityContext>map(PrincipalAsker::new)
			.defaultIfEmpty(SecurityContext.NONE)
			.flatMap((asker) -> answer(exchange, asker));
	}

	private Mono<Void> answer(ServerWebExchange exchange, SecurityContext asker) {
		RequestHead head = ReactiveRequestHead.of(exchange.getRequest());
		ProbeResponse answer = Optional.ofNullable(this.requests.answer(head.method(), head.path(), asker))
			.orElseGet(() -> new ProbeResponse(404, Map.of(), new byte[0]));
		return ReactiveAnswer.write(answer, exchange.getResponse());
	}

}
