package dev.healthcheck.spring.server;

import dev.healthcheck.spring.test.RawHttp;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what users' tests of applications without a web server meet: a free port, so
 * that contexts that are cached side by side do not fight for one.
 */
@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "healthcheck.workers.register-self=false", "healthcheck.maintenance.enabled=false" })
class SpringBootTestWithoutWebServerTests {

	@LocalHealthcheckPort
	private int port;

	@Test
	void portIsAnyThatIsFree() {
		assertThat(this.port).isNotEqualTo(18080);
		assertThat(RawHttp.get(this.port, "/livez").status()).isEqualTo(200);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
