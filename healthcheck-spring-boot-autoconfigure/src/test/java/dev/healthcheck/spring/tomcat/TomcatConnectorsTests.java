package dev.healthcheck.spring.tomcat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import org.apache.catalina.connector.Connector;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the contributor {@code server} where Tomcat has other connectors than usual.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class TomcatConnectorsTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "org.apache.coyote.http11.Http11NioProtocol", "org.apache.coyote.http11.Http11Nio2Protocol" })
	void whenAdditionalConnectorIsPausedItIsDownUntilItIsResumed(String protocol) {
		try (RunningApplication application = start(Additional.class, "test.protocol=" + protocol)) {
			Connector[] connectors = connectors(application.context());
			assertThat(connectors).hasSize(2);
			await(application, "\"status\":\"UP\"");
			connectors[1].pause();
			Answer down = await(application, "\"status\":\"DOWN\"");
			assertThat(down.body()).contains("port " + connectors[1].getLocalPort() + " is closed, stopped or paused");
			connectors[1].resume();
			await(application, "\"accepting\":true");
		}
	}

	@Test
	void whenConnectorHasUnixDomainSocketItIsUpAndUnknown(@TempDir Path directory) {
		try (RunningApplication application = start(UnixDomainSocket.class,
				"test.socket=" + directory.resolve("socket"))) {
			Answer up = await(application, "\"accepting\":\"unknown\"");
			assertThat(up.body()).contains("\"status\":\"UP\"", "\"threadsMax\"");
			connectors(application.context())[0].pause();
			await(application, "\"status\":\"DOWN\"");
		}
	}

	@Test
	void whenApplicationPausesItsConnectorAsItClosesItIsNotDown(CapturedOutput output) {
		try (RunningApplication application = start(Pausing.class)) {
			await(application, "\"status\":\"UP\"");
		}
		assertThat(output).contains("has paused").doesNotContain("Check 'server' is DOWN");
	}

	private static RunningApplication start(Class<?> configuration, String... properties) {
		String[] all = Arrays.copyOf(properties, properties.length + 1);
		all[properties.length] = "management.endpoint.health.show-details=always";
		return RunningApplication.start(configuration, all);
	}

	private static Connector[] connectors(ApplicationContext context) {
		WebServer server = ((WebServerApplicationContext) context).getWebServer();
		return ((TomcatWebServer) Objects.requireNonNull(server)).getTomcat().getService().findConnectors();
	}

	private static Answer await(RunningApplication application, String text) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> application.probe("/actuator/health/server"), (answer) -> answer.body().contains(text));
	}

	@Configuration(proxyBeanMethods = false)
	static class Additional {

		@Bean
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> additionalConnector(
				@Value("${test.protocol}") String protocol) {
			return (factory) -> {
				Connector connector = new Connector(protocol);
				connector.setPort(0);
				factory.addAdditionalConnectors(connector);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UnixDomainSocket {

		@Bean
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> unixDomainSocket(
				@Value("${test.socket}") String socket) {
			return (factory) -> factory
				.addConnectorCustomizers((connector) -> connector.setProperty("unixDomainSocketPath", socket));
		}

	}

	/** As applications did before Spring Boot shut down gracefully. */
	@Configuration(proxyBeanMethods = false)
	static class Pausing {

		@Bean
		ApplicationListener<ContextClosedEvent> pausing() {
			return (event) -> {
				ApplicationContext context = event.getApplicationContext();
				if (context.getParent() == null) {
					connectors(context)[0].pause();
					CheckRegistry checks = context.getBean(CheckRegistry.class);
					Awaitility.await()
						.atMost(Duration.ofSeconds(60))
						.until(() -> String.valueOf(checks.verdict("server")).contains("OUT_OF_SERVICE"));
					System.out.println("The application has paused its connector");
				}
			};
		}

	}

}
