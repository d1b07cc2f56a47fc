package dev.healthcheck.spring.netty;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * What an application on WebFlux has that could get into the way of its probes.
 */
@Configuration(proxyBeanMethods = false)
@Import({ WebFluxBeans.Seen.class, WebFluxBeans.Hanging.class, WebFluxBeans.ThreadEndpoint.class })
class WebFluxBeans {

	@Bean
	WebFilter recordingFilter(Seen seen) {
		return (exchange, chain) -> {
			seen.filtered.add(exchange.getRequest().getPath().value());
			return chain.filter(exchange);
		};
	}

	/**
	 * Records the paths that are observed.
	 */
	static class Seen implements ObservationHandler<ServerRequestObservationContext> {

		final List<String> observed = new CopyOnWriteArrayList<>();

		final List<String> filtered = new CopyOnWriteArrayList<>();

		@Override
		public void onStop(ServerRequestObservationContext context) {
			this.observed.add(context.getCarrier().getPath().value());
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof ServerRequestObservationContext;
		}

	}

	/**
	 * Blocks the thread that asks, as no filter should.
	 */
	static class Hanging implements WebFilter {

		final CountDownLatch letGo = new CountDownLatch(1);

		final AtomicInteger waiting = new AtomicInteger();

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			if (exchange.getRequest().getPath().value().equals("/hang")) {
				this.waiting.incrementAndGet();
				await();
			}
			return chain.filter(exchange);
		}

		void fillBoundedElastic() {
			for (int i = 0; i < Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE * 2; i++) {
				var unused = Schedulers.boundedElastic().schedule(this::await);
			}
		}

		private void await() {
			try {
				this.letGo.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	@Endpoint(id = "thread")
	static class ThreadEndpoint {

		@ReadOperation
		String read() {
			return Thread.currentThread().getName();
		}

		@WriteOperation
		String write() {
			return Thread.currentThread().getName();
		}

	}

}
