package dev.healthcheck.spring.everything;

import dev.healthcheck.spring.test.RunningApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests that every feature works, with a web server and without: on any version of Spring
 * Boot that the class path has.
 */
@Tag("servers")
class EveryFeatureTests {

	@Test
	void everyFeatureWorks() throws Exception {
		try (RunningApplication application = RunningApplication.start(EveryFeature.class, EveryFeature.properties())) {
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

}
