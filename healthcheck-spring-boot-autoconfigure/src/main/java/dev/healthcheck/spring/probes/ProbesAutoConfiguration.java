package dev.healthcheck.spring.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeSection;
import dev.healthcheck.probe.ResponseCache;
import dev.healthcheck.probe.protocol.PublishedChecks;
import dev.healthcheck.spring.checks.CheckGate;
import dev.healthcheck.spring.checks.CheckHealthIndicator;
import dev.healthcheck.spring.checks.CheckRunnerLifecycle;
import dev.healthcheck.spring.checks.ChecksAutoConfiguration;
import dev.healthcheck.spring.checks.ContributingCheckRegistry;
import dev.healthcheck.spring.checks.HealthDetails;
import dev.healthcheck.spring.checks.HealthEvents;
import dev.healthcheck.spring.checks.OwnContributors;
import dev.healthcheck.spring.groups.ProbeHealthGroups;
import dev.healthcheck.spring.groups.ShownDetails;
import dev.healthcheck.spring.properties.HealthcheckProperties;
import dev.healthcheck.spring.startup.ApplicationReadiness;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * {@link AutoConfiguration Auto-configuration} for probes.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ChecksAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
		HealthEndpointAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "healthcheck.enabled", matchIfMissing = true)
public final class ProbesAutoConfiguration {

	ProbesAutoConfiguration() {
	}

	@Bean
	ProbeFactory healthcheckProbeFactory(HealthcheckProperties properties, HealthContributorRegistry registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry,
			ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<ApplicationAvailability> availability,
			ApplicationReadiness readiness, Environment environment, OwnContributors own,
			@Qualifier(CheckRunnerLifecycle.RUNNER) CheckRunner runner) {
		HealthContributors contributors = Optional.ofNullable(reactiveRegistry.getIfAvailable())
			.map((reactive) -> HealthContributors.of(registry, reactive.asHealthContributors()))
			.orElse(registry);
		ApplicationAvailability available = availability.getIfAvailable();
		HealthContributors all = ProbeHealthGroups.withAvailability(contributors, available, readiness, own);
		return new ProbeFactory(all, ProbeHealthGroups.of(groups.getIfAvailable(), environment, own), readiness,
				ShownDetails.of(properties.server()),
				() -> new Publications(runner.publications(), readiness.isStarting(), readiness.isReady(),
						(available != null) ? available.getReadinessState() : null,
						(available != null) ? available.getLivenessState() : null));
	}

	@Bean
	SmartInitializingSingleton healthcheckReadinessWarning(ProbeFactory groups, OwnContributors own) {
		return () -> ProbeHealthGroups.warnOfIncompleteReadiness(groups.readinessGroup(), own);
	}

	@Bean
	ProbeFormats healthcheckProbeFormats(@Qualifier(CheckRunnerLifecycle.RUNNER) CheckRunner runner,
			ContributingCheckRegistry registry, ObjectProvider<ProbeSection> sections,
			@Qualifier(OwnContributors.WORKERS_BEAN) ObjectProvider<CheckHealthIndicator> workers,
			Map<String, ProbeRenderer> renderers, HealthcheckProperties properties) {
		return new ProbeFormats(properties.loadBalancer(), properties.maintenance().status(),
				new PublishedChecks(registry, registry::ownNames),
				new PublishedSections(runner, sections.orderedStream().toList()),
				() -> registry.verdict(OwnContributors.WORKERS), workers.stream().findAny().isPresent(), renderers);
	}

	@Bean
	ProbeSet healthcheckProbes(HealthcheckProperties properties, ProbeFactory factory, ProbeFormats formats,
			ObjectProvider<HealthAnswers> health, CheckGate gate) {
		ResponseCache<ProbeRequest> cache = factory.responseCache();
		List<Probe> probes = new ArrayList<>();
		DefaultProbes.and(properties.probes()).forEach((name, settings) -> {
			String group = DefaultProbes.group(name, settings);
			probes.add(factory.create(name, DefaultProbes.path(name, settings), group,
					formats.renderer(name, settings, group), formats.isPure(settings) ? cache : null));
		});
		return new ProbeSet(probes, health.getIfAvailable(), gate::isOpen);
	}

	@Bean
	GroupWatch healthcheckGroupWatch(ProbeFactory groups, HealthEvents events, CheckGate gate,
			ApplicationContext context, ContributingCheckRegistry checks, DaemonThreadFactory threads) {
		return new GroupWatch(groups.statuses(), events::publish, gate::isOpen, context, () -> CheckSummary.of(checks),
				new CheckThreads("healthcheck-groups", 1, threads));
	}

	/**
	 * State of all that is published. Equal to another one if nothing was published in
	 * between.
	 */
	private record Publications(long results, boolean starting, boolean ready, @Nullable ReadinessState readiness,
			@Nullable LivenessState liveness) {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(HealthEndpoint.class)
	@ConditionalOnAvailableEndpoint(endpoint = HealthEndpoint.class, exposure = EndpointExposure.WEB)
	static class HealthConfiguration {

		@Bean
		HealthAnswers healthcheckHealthAnswers(HealthContributorRegistry contributors,
				ObjectProvider<ReactiveHealthContributorRegistry> reactiveContributors, HealthEndpointGroups groups,
				HealthEndpointProperties properties, ProbeFactory factory, HealthcheckProperties ours,
				ObjectProvider<HealthDetails> details, Environment environment) {
			HealthEndpointWebExtension endpoint = new HealthEndpointWebExtension(contributors,
					reactiveContributors.getIfAvailable(), ShownDetails.of(ours.server()).in(groups),
					properties.getLogging().getSlowIndicatorThreshold());
			return new HealthAnswers(path(environment), endpoint, factory.contributors(), groups,
					details.getIfAvailable(HealthDetails::asText), factory.responseCache());
		}

		// Boot binds these properties only with a web server
		private static String path(Environment environment) {
			Binder binder = Binder.get(environment);
			WebEndpointProperties web = new WebEndpointProperties();
			binder.bind("management.endpoints.web.base-path", String.class).ifBound(web::setBasePath);
			String mapping = binder.bind("management.endpoints.web.path-mapping.health", String.class).orElse("");
			String id = StringUtils.trimLeadingCharacter(StringUtils.trimTrailingCharacter(mapping, '/'), '/');
			return web.getBasePath() + "/" + (StringUtils.hasText(id) ? id : "health");
		}

	}

}
