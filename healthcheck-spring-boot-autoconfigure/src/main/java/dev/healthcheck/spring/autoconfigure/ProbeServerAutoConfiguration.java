package dev.healthcheck.spring.autoconfigure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.healthcheck.server.ProbeHandler;
import dev.healthcheck.server.ProbeServerLimits;
import dev.healthcheck.spring.health.ClosingReadiness;
import dev.healthcheck.spring.management.OpenDetails;
import dev.healthcheck.spring.management.ProbeServerLifecycle;
import dev.healthcheck.spring.page.PageHandler;
import dev.healthcheck.spring.page.PageRequests;
import dev.healthcheck.spring.probe.GroupProbes;
import dev.healthcheck.spring.probe.HealthAnswers;
import dev.healthcheck.spring.probe.HealthHeaders;
import dev.healthcheck.spring.probe.HealthPath;
import dev.healthcheck.spring.probe.Probes;
import dev.healthcheck.spring.probe.ServedProbes;
import dev.healthcheck.thread.DaemonThreadFactory;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.handler.codec.http.HttpRequestDecoder;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
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
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} for the server that serves probes and
 * health where the application has no web server of its own.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ProbesAutoConfiguration.class, HealthEndpointAutoConfiguration.class })
@ConditionalOnNotWebApplication
@ConditionalOnClass({ ServerBootstrap.class, HttpRequestDecoder.class })
@ConditionalOnBooleanProperty(name = { "healthcheck.enabled", "healthcheck.server.isolated" }, matchIfMissing = true)
@Conditional(OnProbeServerPort.class)
@ImportRuntimeHints(ProbeServerAutoConfiguration.Hints.class)
public final class ProbeServerAutoConfiguration {

	ProbeServerAutoConfiguration() {
	}

	@Bean
	ServedProbes healthcheckServedProbes(Probes probes, ObjectProvider<HealthAnswers> health,
			ObjectProvider<PageRequests> page, Environment environment) {
		HealthAnswers answers = health.getIfAvailable();
		Set<String> taken = new HashSet<>((answers != null) ? Set.of(answers.path()) : Set.of());
		page.ifAvailable((requests) -> {
			requests.path().requireFree(probes.besides(Set.of()), taken, null);
			taken.addAll(requests.path().paths());
		});
		return new ServedProbes(basePath(environment), probes.besides(taken), answers);
	}

	@Bean
	ProbeServerLifecycle healthcheckProbeServerLifecycle(ServedProbes probes, ObjectProvider<PageRequests> page,
			HealthcheckProperties properties, ObjectProvider<HealthEndpointGroups> groups,
			ConfigurableEnvironment environment, DaemonThreadFactory threads) {
		ServerProperties server = properties.getServer();
		InetAddress address = Binder.get(environment)
			.bind("management.server.address", InetAddress.class)
			.orElse(server.getAddress());
		int port = OnProbeServerPort.port(environment);
		ProbeServerLimits limits = new ProbeServerLimits(server.getThreads(), server.getMaxConnections(),
				server.getAcceptCount(), server.getConnectionTimeout(), server.getKeepAliveTimeout());
		String basePath = basePath(environment);
		List<String> paths = new ArrayList<>(probes.paths());
		page.ifAvailable((requests) -> paths.add(basePath + requests.path().path()));
		ProbeHandler handler = Optional.ofNullable(page.getIfAvailable())
			.<ProbeHandler>map((requests) -> new PageHandler(basePath, requests, probes))
			.orElse(probes);
		return new ProbeServerLifecycle(new InetSocketAddress(address, port), limits, handler, paths,
				OpenDetails.of((address != null) ? null : groups.getIfAvailable()), environment, threads);
	}

	@Bean
	ClosingReadiness healthcheckClosingReadiness(ApplicationContext context) {
		return new ClosingReadiness(context);
	}

	// Cleaned as by Boot's ManagementServerProperties, which cannot be bound here: they
	// have classes of a web server
	private static String basePath(Environment environment) {
		String path = Binder.get(environment).bind("management.server.base-path", String.class).orElse("").strip();
		String rooted = (path.isEmpty() || path.startsWith("/")) ? path : "/" + path;
		return rooted.endsWith("/") ? rooted.substring(0, rooted.length() - 1) : rooted;
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(HealthEndpoint.class)
	@ConditionalOnAvailableEndpoint(endpoint = HealthEndpoint.class, exposure = EndpointExposure.WEB)
	static class HealthConfiguration {

		@Bean
		HealthAnswers healthcheckHealthAnswers(HealthContributorRegistry contributors,
				ObjectProvider<ReactiveHealthContributorRegistry> reactiveContributors, HealthEndpointGroups groups,
				HealthEndpointProperties properties, GroupProbes groupProbes, HealthcheckProperties ours,
				Environment environment) {
			WebEndpointProperties web = Binder.get(environment)
				.bindOrCreate("management.endpoints.web", WebEndpointProperties.class);
			String path = web.getBasePath() + "/" + web.getPathMapping().getOrDefault("health", "health");
			HealthEndpointWebExtension endpoint = new HealthEndpointWebExtension(contributors,
					reactiveContributors.getIfAvailable(), groups, properties.getLogging().getSlowIndicatorThreshold());
			return new HealthAnswers(path, endpoint, groupProbes.contributors(), groups,
					new HealthHeaders(ours.getLoadBalancer(), new HealthPath(path), groupProbes));
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
