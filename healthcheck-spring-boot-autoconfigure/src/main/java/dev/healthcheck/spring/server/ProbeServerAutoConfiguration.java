package dev.healthcheck.spring.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import dev.healthcheck.server.ProbeHandler;
import dev.healthcheck.server.ProbeServerLimits;
import dev.healthcheck.server.ServerTls;
import dev.healthcheck.spring.appserver.AppServerAutoConfiguration;
import dev.healthcheck.spring.appserver.ServerHealthIndicator;
import dev.healthcheck.spring.checks.OwnContributors;
import dev.healthcheck.spring.groups.ShownDetails;
import dev.healthcheck.spring.page.PageAutoConfiguration;
import dev.healthcheck.spring.page.PageRequests;
import dev.healthcheck.spring.probes.ProbeFactory;
import dev.healthcheck.spring.probes.ProbeSet;
import dev.healthcheck.spring.probes.ProbesAutoConfiguration;
import dev.healthcheck.spring.properties.AgentProperties;
import dev.healthcheck.spring.properties.AgentProperties.Weight;
import dev.healthcheck.spring.properties.HealthcheckProperties;
import dev.healthcheck.spring.properties.ServerProperties;
import dev.healthcheck.spring.server.ProbeServerLifecycle.AgentSettings;
import dev.healthcheck.spring.startup.ApplicationReadiness;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for the server that serves probes and
 * health on a port of its own, in every application.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		after = { ProbesAutoConfiguration.class, PageAutoConfiguration.class, AppServerAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "healthcheck.enabled", matchIfMissing = true)
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
	ServedRequests healthcheckServedRequests(ProbeSet probes, ObjectProvider<PageRequests> pages) {
		PageRequests page = pages.getIfAvailable();
		Function<ProbeSet, ProbeHandler> handlers = (page != null) ? page::with : (served) -> served.handler(List.of());
		List<String> paths = new ArrayList<>(probes.paths());
		if (page != null) {
			paths.add(page.path());
		}
		return new ServedRequests(handlers.apply(probes), handlers.apply(probes.uncounted()), paths);
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
						server(properties, groups, bundles),
						agent(properties.agent(), probes, readiness, server, threads)),
				ports, threads);
	}

	private static ProbePortOpener.@Nullable Settings server(HealthcheckProperties properties,
			ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<SslBundles> bundles) {
		ServerProperties server = properties.server();
		if (!server.enabled()) {
			return null;
		}
		String bundle = server.ssl().bundle();
		ServerTls tls = (bundle != null) ? BundleTls.of(bundles.getObject(), bundle, server.ssl().clientAuth()) : null;
		return new ProbePortOpener.Settings(new ProbeServerLimits(server.threads(), server.maxConnections(),
				server.acceptCount(), server.connectionTimeout(), server.keepAliveTimeout()), tls, () -> {
					HealthEndpointGroups all = groups.getIfAvailable();
					return (all != null) ? ShownDetails.of(properties.server()).openedBy(all) : null;
				});
	}

	private static @Nullable AgentSettings agent(AgentProperties agent, ObjectProvider<ProbeFactory> probes,
			ObjectProvider<ApplicationReadiness> readiness, ObjectProvider<ServerHealthIndicator> server,
			DaemonThreadFactory threads) {
		if (agent.port() == null) {
			return null;
		}
		InetAddress address = Objects.requireNonNullElseGet(agent.address(), InetAddress::getLoopbackAddress);
		return new AgentSettings(new InetSocketAddress(address, agent.port()), () -> {
			ServerHealthIndicator weighed = (agent.weight() == Weight.SATURATION) ? server.getIfAvailable() : null;
			ProbeFactory factory = probes.getObject();
			return new ReadinessAnswers(
					new ReadinessAnswers.Reports(factory.publishedReports("readiness"), factory.reports("readiness")),
					readiness.getObject(),
					(weighed != null) ? () -> ReadinessAnswers.weight(weighed.saturation()) : () -> 100, threads,
					System::nanoTime);
		});
	}

}
