package dev.healthcheck.spring.netty;

import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the page shows to whom on a reactive server, where Spring Security tells
 * by the exchange who asks.
 */
@Tag("netty")
class PageAuthorizationTests {

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(Filters.class, "healthcheck.page.enabled=true",
				"management.endpoint.health.show-details=when-authorized", "management.endpoint.health.roles=ADMIN");
		Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@CsvSource({ "ROLE_ADMIN, true", "ADMIN, true", "ROLE_CLERK, false", "ROLE_ADMINISTRATOR, false", ", false" })
	void detailsAreForTheRolesOfTheHealthEndpoint(String authority, boolean shown) {
		String[] headers = (authority != null) ? new String[] { "X-Authority: " + authority } : new String[0];
		String page = RawHttp.ask(application.managementPort(), "GET", "/status.json", "HTTP/1.1", headers).body();
		assertThat(page.contains("diskSpace")).isEqualTo(shown);
		assertThat(page).contains("\"words\":\"Ready\"");
	}

	@Configuration(proxyBeanMethods = false)
	static class Filters {

		@Bean
		WebFilter authenticated() {
			return (exchange, chain) -> {
				String authority = exchange.getRequest().getHeaders().getFirst("X-Authority");
				return chain.filter((authority != null) ? exchange.mutate()
					.principal(Mono.just(new TestingAuthenticationToken("kim", "", authority)))
					.build() : exchange);
			};
		}

	}

}
