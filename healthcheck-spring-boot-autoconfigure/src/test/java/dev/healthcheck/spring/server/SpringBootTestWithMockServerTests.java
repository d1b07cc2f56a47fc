package dev.healthcheck.spring.server;

import dev.healthcheck.spring.appserver.ServerHealthIndicator;
import dev.healthcheck.spring.test.RawHttp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where there is no embedded server, as in a mock environment or a WAR, nothing is known
 * of the server, and the application is ready.
 */
@SpringBootTest(webEnvironment = WebEnvironment.MOCK)
class SpringBootTestWithMockServerTests {

	@Test
	void whenThereIsNoEmbeddedServerItIsUpAndUnknown(
			@Autowired @Qualifier("healthcheckServer") ServerHealthIndicator server, @Autowired HealthEndpoint health) {
		Awaitility.await().untilAsserted(() -> assertThat(server.health()).satisfies((found) -> {
			assertThat(found.getStatus()).isEqualTo(Status.UP);
			assertThat(found.getDetails()).containsEntry("accepting", "unknown");
		}));
		Awaitility.await()
			.untilAsserted(() -> assertThat(health.healthForPath("readiness"))
				.satisfies((readiness) -> assertThat(readiness.getStatus()).isEqualTo(Status.UP)));
	}

	@Test
	void portIsAnyThatIsFree(@LocalHealthcheckPort int port) {
		assertThat(port).isNotEqualTo(18080);
		assertThat(RawHttp.get(port, "/livez").status()).isEqualTo(200);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
