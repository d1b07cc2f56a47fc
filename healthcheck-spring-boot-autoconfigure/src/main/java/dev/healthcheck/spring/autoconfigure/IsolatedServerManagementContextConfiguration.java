package dev.healthcheck.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.healthcheck.probe.ProbeRoutes;
import dev.healthcheck.spring.management.IsolatedJettyCustomizer;
import dev.healthcheck.spring.management.IsolatedNettyCustomizer;
import dev.healthcheck.spring.management.IsolatedOperations;
import dev.healthcheck.spring.management.IsolatedTomcatCustomizer;
import dev.healthcheck.spring.management.RequestThreads;
import dev.healthcheck.spring.management.ReservedThreadsDecoratorFactory;
import dev.healthcheck.spring.management.ServerLimits;
import dev.healthcheck.spring.probe.HealthPath;
import dev.healthcheck.spring.probe.PublishedRequests;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.CorsEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.actuate.endpoint.ExposableEndpoint;
import org.springframework.boot.actuate.endpoint.web.EndpointLinksResolver;
import org.springframework.boot.actuate.endpoint.web.EndpointMapping;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.webflux.actuate.endpoint.web.WebFluxEndpointHandlerMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

/**
 * {@link ManagementContextConfiguration} that isolates the separate management server
 * from the application's: threads, limits and a reserve of its own.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = { "healthcheck.enabled", "healthcheck.server.isolated" }, matchIfMissing = true)
// Before Boot's, which leave out what is there
@Order(0)
class IsolatedServerManagementContextConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass({ Tomcat.class, ConfigurableTomcatWebServerFactory.class })
	@Import(IsolatedServerConfiguration.class)
	static class TomcatConfiguration {

		@Bean
		IsolatedTomcatCustomizer healthcheckTomcatCustomizer(ServerLimits limits) {
			return new IsolatedTomcatCustomizer(limits);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass({ Server.class, ConfigurableJettyWebServerFactory.class })
	@Import(IsolatedServerConfiguration.class)
	static class JettyConfiguration {

		@Bean
		IsolatedJettyCustomizer healthcheckJettyCustomizer(ServerLimits limits, DaemonThreadFactory threads) {
			return new IsolatedJettyCustomizer(limits, threads);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass({ HttpServer.class, NettyReactiveWebServerFactory.class, WebFluxEndpointHandlerMapping.class })
	@Import(IsolatedServerConfiguration.class)
	static class NettyConfiguration {

		@Bean
		IsolatedNettyCustomizer healthcheckNettyCustomizer(ServerLimits limits, ProbeRoutes probes,
				HealthPath healthPath, ManagementServerProperties management) {
			return new IsolatedNettyCustomizer(limits,
					(request) -> probes.to(request.path()) != null || healthPath.matches(request),
					management.getBasePath());
		}

		@Bean
		RequestThreads healthcheckRequestThreads(ServerLimits limits, DaemonThreadFactory threads) {
			return new RequestThreads(limits, threads);
		}

		@Bean
		ReservedThreadsDecoratorFactory healthcheckReservedThreadsDecoratorFactory(PublishedRequests published,
				HealthPath healthPath, RequestThreads threads) {
			return new ReservedThreadsDecoratorFactory(published, healthPath::matches, threads);
		}

		// As Boot's, which backs off: only there is it decided what blocking work runs on
		@Bean
		@ConditionalOnMissingBean
		@SuppressWarnings("removal")
		WebFluxEndpointHandlerMapping webEndpointReactiveHandlerMapping(WebEndpointsSupplier endpoints,
				org.springframework.boot.actuate.endpoint.web.annotation.ControllerEndpointsSupplier controllerEndpoints,
				EndpointMediaTypes mediaTypes, CorsEndpointProperties cors, WebEndpointProperties properties,
				RequestThreads threads) {
			List<ExposableEndpoint<?>> all = new ArrayList<>(endpoints.getEndpoints());
			all.addAll(controllerEndpoints.getEndpoints());
			String basePath = properties.getBasePath();
			return new WebFluxEndpointHandlerMapping(new EndpointMapping(basePath),
					new IsolatedOperations(threads).of(endpoints.getEndpoints()), mediaTypes,
					cors.toCorsConfiguration(), new EndpointLinksResolver(all, basePath),
					properties.getDiscovery().isEnabled());
		}

	}

}
