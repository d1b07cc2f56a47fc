package dev.healthcheck.spring.everything;

import dev.healthcheck.spring.test.FailedStart;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.spring.test.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that every feature works, with a web server and without: on any version of Spring
 * Boot that the class path has.
 */
@ExtendWith(OutputCaptureExtension.class)
class EveryFeatureTests {

	@ParameterizedTest
	@EnumSource
	void everyFeatureWorks(TestServer server) throws Exception {
		try (RunningApplication application = server.start(EveryFeature.class, EveryFeature.properties())) {
			Questions.to(application.context().getBean(Ports.class).toString()).ask(true);
		}
	}

	@Test
	void everyFeatureWorksWithoutWebServer() throws Exception {
		try (RunningApplication application = RunningApplication.startWithoutWebServer(EveryFeature.class,
				EveryFeature.properties())) {
			Questions.to(application.context().getBean(Ports.class).toString()).ask(false);
		}
	}

	@Test
	void startThatCannotBeSaysWhyAndWhatToDo(CapturedOutput output) {
		FailedStart.of(EveryFeature.Shop.class, "healthcheck.probes.own.path=/own",
				"healthcheck.probes.own.group=nowhere");
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", "nowhere", "Action:",
				"healthcheck.probes.own.group");
	}

}
