package dev.healthcheck.spring.netty;

import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.spring.test.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an indicator on WebFlux that reads the current request.
 */
@Timeout(60)
class RequestBoundReactiveIndicatorsTests {

	private static final String DETAILS = "management.endpoint.health.show-details=always";

	@Test
	void indicatorThatReadsTheExchangeSaysWhatToDo() {
		try (RunningApplication application = TestServer.NETTY.start(Indicators.class, DETAILS)) {
			Awaitility.await()
				.untilAsserted(() -> assertThat(application.probe("/actuator/health/exchange").body())
					.contains("add 'exchange' to 'healthcheck.indicators.exclude'"));
		}
	}

	@Test
	void indicatorThatReadsTheExchangeWhenItIsExcludedIsUp() {
		try (RunningApplication application = TestServer.NETTY.start(Indicators.class, DETAILS,
				"healthcheck.indicators.exclude=exchange")) {
			assertThat(RawHttp.get(application.port(), "/actuator/health/exchange").body()).contains("\"path\"",
					"\"UP\"");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Indicators {

		@Bean
		WebFilter exchangeContextFilter() {
			return new ServerWebExchangeContextFilter();
		}

		@Bean
		ReactiveHealthIndicator exchangeHealthIndicator() {
			return () -> Mono.deferContextual((context) -> {
				ServerWebExchange exchange = context.get(ServerWebExchangeContextFilter.EXCHANGE_CONTEXT_ATTRIBUTE);
				return Mono.just(Health.up().withDetail("path", exchange.getRequest().getPath().value()).build());
			});
		}

	}

}
