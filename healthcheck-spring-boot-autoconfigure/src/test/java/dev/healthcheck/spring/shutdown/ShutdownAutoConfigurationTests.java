package dev.healthcheck.spring.shutdown;

import java.util.Map;

import dev.healthcheck.spring.test.RunningApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.GenericWebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShutdownAutoConfiguration}. Without a server nothing is drained, but
 * the warning at start is the same.
 */
@ExtendWith(OutputCaptureExtension.class)
class ShutdownAutoConfigurationTests {

	private static final String KUBERNETES = "spring.main.cloud-platform=kubernetes";

	@Test
	void onKubernetesTheDelayIsTenSecondsAndMustFit(CapturedOutput output) {
		start(KUBERNETES);
		assertThat(output).containsOnlyOnce("'healthcheck.shutdown.drain-delay' of 10 s and"
				+ " 'spring.lifecycle.timeout-per-shutdown-phase' of 30 s, together 40 s, exceed the grace period of 30 s");
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.lifecycle.timeout-per-shutdown-phase=20s", "healthcheck.shutdown.grace-period=40s",
			"server.shutdown=immediate", "healthcheck.shutdown.drain-delay=0s", "healthcheck.enabled=false",
			"spring.main.cloud-platform=heroku" })
	void whereItFitsThereIsNoWarning(String property, CapturedOutput output) {
		start(KUBERNETES, property);
		assertThat(output).doesNotContain("exceed");
	}

	@Test
	void aTestOfSpringBootDoesNotDrainOnKubernetes(CapturedOutput output) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder().web(WebApplicationType.NONE)
			.initializers((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("Inlined Test Properties", Map.of())));
		RunningApplication.start(builder, new Class<?>[0], KUBERNETES, "healthcheck.server.enabled=false").close();
		assertThat(output).doesNotContain("exceed");
	}

	@Test
	void inAWarItDoesNotDrainBecauseTheContainerServesItNoMore(CapturedOutput output) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder().web(WebApplicationType.NONE)
			.contextFactory((type) -> new GenericWebApplicationContext(new MockServletContext()));
		RunningApplication.start(builder, new Class<?>[0], "healthcheck.shutdown.drain-delay=1ms").close();
		assertThat(output).contains("Probes are on").doesNotContain("Draining");
	}

	private static void start(String... properties) {
		String[] all = new String[properties.length + 1];
		System.arraycopy(properties, 0, all, 0, properties.length);
		all[properties.length] = "healthcheck.server.enabled=false";
		RunningApplication.startWithoutWebServer(Object.class, all).close();
	}

}
