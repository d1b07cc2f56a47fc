package dev.healthcheck.spring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeSection;
import dev.healthcheck.probe.PublishedChecks;
import dev.healthcheck.probe.ResponseCache;
import dev.healthcheck.spring.health.ApplicationReadiness;
import dev.healthcheck.spring.health.CheckGate;
import dev.healthcheck.spring.health.ContributingCheckRegistry;
import dev.healthcheck.spring.health.HealthEvents;
import dev.healthcheck.spring.health.HealthStatusDefaults;
import dev.healthcheck.spring.health.OwnContributors;
import dev.healthcheck.spring.health.ProbeGroups;
import dev.healthcheck.spring.health.Publications;
import dev.healthcheck.spring.health.ReadinessWarning;
import dev.healthcheck.spring.health.ShownDetails;
import dev.healthcheck.spring.health.WorkersHealthIndicator;
import dev.healthcheck.spring.probe.GroupProbes;
import dev.healthcheck.spring.probe.GroupReports;
import dev.healthcheck.spring.probe.GroupWatch;
import dev.healthcheck.spring.probe.Probes;
import dev.healthcheck.spring.probe.PublishedSections;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} for probes, whatever server they are on.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { HealthcheckAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
		ApplicationAvailabilityAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "healthcheck.enabled", matchIfMissing = true)
@ImportRuntimeHints(ShownDetails.Hints.class)
public final class ProbesAutoConfiguration {

	private static final Map<String, String> DEFAULT_GROUPS = Map.of("livez", "liveness", "readyz", "readiness",
			"startupz", "startup");

	ProbesAutoConfiguration() {
	}

	@Bean
	GroupProbes healthcheckGroupProbes(HealthcheckProperties properties, HealthContributorRegistry registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry,
			ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<ApplicationAvailability> availability,
			ApplicationReadiness readiness, Environment environment, OwnContributors own) {
		HealthContributors contributors = Optional.ofNullable(reactiveRegistry.getIfAvailable())
			.map((reactive) -> HealthContributors.of(registry, reactive.asHealthContributors()))
			.orElse(registry);
		HealthContributors all = ProbeGroups.withAvailability(contributors, availability.getIfAvailable(), readiness,
				own);
		return new GroupProbes(all, ProbeGroups.of(groups.getIfAvailable(), environment, own,
				properties.getFailureStatus(), HealthStatusDefaults.maintenanceStatus(environment)), readiness,
				shown(properties));
	}

	@Bean
	Publications healthcheckPublications(@Qualifier(HealthcheckAutoConfiguration.RUNNER) CheckRunner runner,
			ApplicationReadiness readiness, ObjectProvider<ApplicationAvailability> availability) {
		return new Publications(runner, readiness, availability.getIfAvailable());
	}

	static ShownDetails shown(HealthcheckProperties properties) {
		ServerProperties.Details details = properties.getServer().getShowDetails();
		if (details == null) {
			return ShownDetails.byDefault();
		}
		return (details == ServerProperties.Details.ALWAYS) ? ShownDetails.ALWAYS : ShownDetails.NEVER;
	}

	@Bean
	ReadinessWarning healthcheckReadinessWarning(GroupProbes groups, OwnContributors own) {
		return new ReadinessWarning(groups.readiness(), own);
	}

	@Bean
	PublishedChecks healthcheckPublishedChecks(ContributingCheckRegistry registry) {
		return new PublishedChecks(registry, registry::ownNames);
	}

	@Bean
	PublishedSections healthcheckPublishedSections(@Qualifier(HealthcheckAutoConfiguration.RUNNER) CheckRunner runner,
			ObjectProvider<ProbeSection> sections) {
		return new PublishedSections(runner, sections.orderedStream().toList());
	}

	@Bean
	ProbeFormats healthcheckProbeFormats(PublishedChecks checks, PublishedSections sections,
			ContributingCheckRegistry registry,
			@Qualifier(HealthcheckAutoConfiguration.WORKERS) ObjectProvider<WorkersHealthIndicator> workers,
			Map<String, ProbeRenderer> renderers, HealthcheckProperties properties, Environment environment) {
		Integer maintenanceStatus = Binder.get(environment)
			.bind("healthcheck.maintenance.status", Integer.class)
			.orElse(null);
		return new ProbeFormats(properties.getLoadBalancer(), maintenanceStatus, checks, sections,
				() -> registry.verdict("workers"), workers.stream().findAny().isPresent(), renderers);
	}

	@Bean
	Probes healthcheckProbes(HealthcheckProperties properties, GroupProbes factory, ProbeFormats formats,
			Publications publications) {
		ResponseCache<ProbeRequest> cache = new ResponseCache<>(publications);
		List<Probe> probes = new ArrayList<>();
		withDefaults(properties.getProbes()).forEach((name, settings) -> {
			String group = group(name, settings);
			Probe probe = factory.create(name, path(name, settings), group, formats.renderer(name, settings, group));
			boolean pure = formats.isPure(settings) && GroupReports.isPure(probe);
			probes.add(pure ? probe.cached(cache) : probe);
		});
		return new Probes(probes);
	}

	@Bean
	GroupWatch healthcheckGroupWatch(GroupProbes groups, HealthEvents events, CheckGate gate,
			ApplicationContext context, DaemonThreadFactory threads) {
		return new GroupWatch(groups.statuses(), events::publish, gate::isOpen, context,
				new CheckThreads("healthcheck-groups", 1, threads));
	}

	private static Map<String, ProbeProperties> withDefaults(Map<String, ProbeProperties> configured) {
		Map<String, ProbeProperties> probes = new LinkedHashMap<>();
		probes.put("livez", new ProbeProperties());
		probes.put("readyz", new ProbeProperties());
		probes.put("startupz", new ProbeProperties());
		probes.putAll(configured);
		return probes;
	}

	private static @Nullable String path(String name, ProbeProperties probe) {
		if (probe.getPath() != null) {
			return probe.getPath();
		}
		return DEFAULT_GROUPS.containsKey(name) ? "/" + name : ProbeFormats.PATHS.get(probe.getFormat());
	}

	private static @Nullable String group(String name, ProbeProperties probe) {
		if (probe.getGroup() != null) {
			return probe.getGroup();
		}
		// Liveness stays liveness, whatever its format
		return DEFAULT_GROUPS.getOrDefault(name,
				ProbeFormats.PATHS.containsKey(probe.getFormat()) ? "readiness" : null);
	}

}
