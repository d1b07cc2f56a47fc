package dev.healthcheck.spring.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;

import dev.healthcheck.probe.ProbeRoutes;
import dev.healthcheck.server.ProbeHandler;
import dev.healthcheck.server.ProbeServerLimits;
import dev.healthcheck.server.ServerTls;
import dev.healthcheck.spring.agent.ReadinessAnswers;
import dev.healthcheck.spring.appserver.AppServerAutoConfiguration;
import dev.healthcheck.spring.appserver.EmbeddedServer;
import dev.healthcheck.spring.appserver.ServerHealthIndicator;
import dev.healthcheck.spring.checks.CheckGate;
import dev.healthcheck.spring.checks.HealthDetails;
import dev.healthcheck.spring.checks.OwnContributors;
import dev.healthcheck.spring.groups.ShownDetails;
import dev.healthcheck.spring.page.PageAutoConfiguration;
import dev.healthcheck.spring.page.PageRequests;
import dev.healthcheck.spring.probes.HealthAnswers;
import dev.healthcheck.spring.probes.ProbeFactory;
import dev.healthcheck.spring.probes.ProbeSet;
import dev.healthcheck.spring.probes.ProbesAutoConfiguration;
import dev.healthcheck.spring.probes.Publications;
import dev.healthcheck.spring.probes.ServedProbes;
import dev.healthcheck.spring.properties.AgentProperties;
import dev.healthcheck.spring.properties.AgentProperties.Weight;
import dev.healthcheck.spring.properties.HealthcheckProperties;
import dev.healthcheck.spring.properties.ServerProperties;
import dev.healthcheck.spring.server.ProbeServerLifecycle.AgentSettings;
import dev.healthcheck.spring.startup.ApplicationReadiness;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} for the server that serves probes and
 * health on a port of its own, in every application.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ProbesAutoConfiguration.class, PageAutoConfiguration.class,
		AppServerAutoConfiguration.class, HealthEndpointAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "healthcheck.enabled", matchIfMissing = true)
@ImportRuntimeHints({ ProbeServerAutoConfiguration.Hints.class, EmbeddedServer.Hints.class })
public final class ProbeServerAutoConfiguration {

	private static final String PROBES = "healthcheckServedProbes";

	ProbeServerAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	SharedPorts healthcheckPorts() {
		return new SharedPorts();
	}

	@Bean(name = PROBES, defaultCandidate = false)
	ServedRequests healthcheckServedRequests(ProbeSet probes, ObjectProvider<HealthAnswers> health,
			ObjectProvider<PageRequests> page, CheckGate gate) {
		HealthAnswers answers = health.getIfAvailable();
		PageRequests pages = page.getIfAvailable();
		Set<String> taken = new HashSet<>((answers != null) ? Set.of(answers.path()) : Set.of());
		if (pages != null) {
			pages.path().requireFree(probes.excluding(Set.of()), taken);
			taken.addAll(pages.path().paths());
		}
		ProbeRoutes routes = probes.excluding(taken);
		List<String> paths = new ArrayList<>(routes.paths());
		if (answers != null) {
			paths.add(answers.path());
		}
		if (pages != null) {
			paths.add(pages.path().path());
		}
		ProbeHandler counting = new ServedProbes(routes, answers, gate::isOpen);
		ProbeHandler uncounted = new ServedProbes(probes.uncounted().excluding(taken), answers, gate::isOpen);
		return new ServedRequests(withPage(counting, pages), withPage(uncounted, pages), paths);
	}

	private static ProbeHandler withPage(ProbeHandler probes, @Nullable PageRequests page) {
		return (page != null) ? page.beside(probes) : probes;
	}

	@Bean
	ProbeServerLifecycle healthcheckProbeServer(ConfigurableApplicationContext context,
			ConfigurableListableBeanFactory beanFactory, HealthcheckProperties properties, SharedPorts ports,
			@Qualifier(PROBES) ObjectProvider<ServedRequests> requests, ObjectProvider<HealthEndpointGroups> groups,
			ObjectProvider<SslBundles> bundles, ObjectProvider<ProbeFactory> probes,
			ObjectProvider<ApplicationReadiness> readiness,
			@Qualifier(OwnContributors.SERVER_BEAN) ObjectProvider<ServerHealthIndicator> server,
			DaemonThreadFactory threads) {
		return new ProbeServerLifecycle(context,
				new ProbeServerLifecycle.Settings(() -> beanFactory.containsSingleton(PROBES), requests::getObject,
						server(properties, groups, bundles), agent(properties.agent(), probes, readiness, server)),
				ports, threads);
	}

	private static @Nullable ServerSettings server(HealthcheckProperties properties,
			ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<SslBundles> bundles) {
		ServerProperties server = properties.server();
		if (!server.enabled()) {
			return null;
		}
		String bundle = server.ssl().bundle();
		ServerTls tls = (bundle != null) ? BundleTls.of(bundles.getObject(), bundle, server.ssl().clientAuth()) : null;
		return new ServerSettings(new ProbeServerLimits(server.threads(), server.maxConnections(), server.acceptCount(),
				server.connectionTimeout(), server.keepAliveTimeout()), tls, () -> {
					HealthEndpointGroups all = groups.getIfAvailable();
					return (all != null) ? ShownDetails.of(properties.server()).openedBy(all) : null;
				});
	}

	private static @Nullable AgentSettings agent(AgentProperties agent, ObjectProvider<ProbeFactory> probes,
			ObjectProvider<ApplicationReadiness> readiness, ObjectProvider<ServerHealthIndicator> server) {
		if (agent.port() == null) {
			return null;
		}
		InetAddress address = Objects.requireNonNullElseGet(agent.address(), InetAddress::getLoopbackAddress);
		return new AgentSettings(new InetSocketAddress(address, agent.port()), () -> {
			IntSupplier weight = (agent.weight() == Weight.SATURATION) ? weight(server) : () -> 100;
			return new ReadinessAnswers(probes.getObject().reports("readiness"), readiness.getObject(), weight);
		});
	}

	private static IntSupplier weight(ObjectProvider<ServerHealthIndicator> server) {
		ServerHealthIndicator indicator = server.getIfAvailable();
		return (indicator != null) ? () -> ReadinessAnswers.weight(indicator.saturation()) : () -> 100;
	}

	@Bean
	@ConditionalOnNotWebApplication
	ClosingReadiness healthcheckClosingReadiness(ApplicationContext context) {
		return new ClosingReadiness(context);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(HealthEndpoint.class)
	@ConditionalOnAvailableEndpoint(endpoint = HealthEndpoint.class, exposure = EndpointExposure.WEB)
	static class HealthConfiguration {

		@Bean
		HealthAnswers healthcheckHealthAnswers(HealthContributorRegistry contributors,
				ObjectProvider<ReactiveHealthContributorRegistry> reactiveContributors, HealthEndpointGroups groups,
				HealthEndpointProperties properties, ProbeFactory groupProbes, HealthcheckProperties ours,
				ObjectProvider<HealthDetails> details, Publications publications, Environment environment) {
			WebEndpointProperties web = Binder.get(environment)
				.bindOrCreate("management.endpoints.web", WebEndpointProperties.class);
			String path = web.getBasePath() + "/" + web.getPathMapping().getOrDefault("health", "health");
			HealthEndpointWebExtension endpoint = new HealthEndpointWebExtension(contributors,
					reactiveContributors.getIfAvailable(), ShownDetails.of(ours.server()).in(groups),
					properties.getLogging().getSlowIndicatorThreshold());
			return new HealthAnswers(path, endpoint, groupProbes.contributors(), groups,
					details.getIfAvailable(HealthDetails::asText), publications);
		}

	}

	/**
	 * {@link RuntimeHintsRegistrar} for properties that Boot binds only with a web
	 * server.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			BindableRuntimeHintsRegistrar.forTypes(WebEndpointProperties.class).registerHints(hints);
		}

	}

}
