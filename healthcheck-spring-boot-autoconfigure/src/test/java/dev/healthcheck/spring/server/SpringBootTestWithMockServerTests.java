package dev.healthcheck.spring.server;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where there is no embedded server, as in a mock environment or a WAR, there is none to
 * look at, and readiness does without it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.MOCK, properties = "healthcheck.server.isolated=false")
class SpringBootTestWithMockServerTests {

	@Test
	void readinessIsUp(@Autowired ApplicationContext context, @Autowired HealthEndpoint health) {
		assertThat(context.getBeansOfType(ServerHealthIndicator.class)).isEmpty();
		Awaitility.await()
			.untilAsserted(() -> assertThat(health.healthForPath("readiness"))
				.satisfies((readiness) -> assertThat(readiness.getStatus()).isEqualTo(Status.UP)));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
