package dev.healthcheck.spring.page;

import java.time.InstantSource;

import dev.healthcheck.check.CheckHistory;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckStatistics;
import dev.healthcheck.spring.checks.CheckRunnerLifecycle;
import dev.healthcheck.spring.groups.ShownDetails;
import dev.healthcheck.spring.probes.ProbeFactory;
import dev.healthcheck.spring.probes.ProbesAutoConfiguration;
import dev.healthcheck.spring.properties.HealthcheckProperties;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} for the status page.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbesAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "healthcheck.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty("healthcheck.page.enabled")
public final class PageAutoConfiguration {

	PageAutoConfiguration() {
	}

	@Bean
	PageRequests healthcheckPageRequests(ProbeFactory groups,
			@Qualifier(CheckRunnerLifecycle.RUNNER) CheckRunner runner, HealthcheckProperties properties,
			Environment environment) {
		String application = environment.getProperty("spring.application.name", "Application");
		PublishedPage page = new PublishedPage(groups, ShownDetails.of(properties.server()),
				(name) -> history(runner, name), application, InstantSource.system());
		return new PageRequests(properties.page().path(), page::get, groups.responseCache());
	}

	private static CheckHistory history(CheckRunner runner, String name) {
		CheckStatistics statistics = runner.statistics(name);
		return (statistics != null) ? statistics.history() : CheckHistory.NONE;
	}

}
