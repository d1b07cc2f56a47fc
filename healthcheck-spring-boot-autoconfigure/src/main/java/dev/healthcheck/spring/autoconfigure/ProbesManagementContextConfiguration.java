package dev.healthcheck.spring.autoconfigure;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.healthcheck.probe.ProbeRoutes;
import dev.healthcheck.spring.failure.ExplainedFailureException;
import dev.healthcheck.spring.page.PageRequests;
import dev.healthcheck.spring.probe.GroupProbes;
import dev.healthcheck.spring.probe.HealthDecoratorFactory;
import dev.healthcheck.spring.probe.HealthFilter;
import dev.healthcheck.spring.probe.HealthHeaders;
import dev.healthcheck.spring.probe.HealthPath;
import dev.healthcheck.spring.probe.ProbeDecoratorFactory;
import dev.healthcheck.spring.probe.ProbeFilter;
import dev.healthcheck.spring.probe.Probes;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * {@link ManagementContextConfiguration} that serves probes from the server that serves
 * Actuator, whether it is a separate one or not.
 */
@ManagementContextConfiguration(value = ManagementContextType.ANY, proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(name = "healthcheck.enabled", matchIfMissing = true)
class ProbesManagementContextConfiguration {

	@Bean
	ProbeRoutes healthcheckProbeRoutes(Probes probes, ObjectProvider<PathMappedEndpoints> endpoints,
			ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<PageRequests> page, Environment environment) {
		Set<String> taken = new HashSet<>();
		endpoints.ifAvailable((mapped) -> taken.addAll(mapped.getAllPaths()));
		groups.ifAvailable((health) -> taken.addAll(additionalPaths(health)));
		PathMappedEndpoints mapped = endpoints.getIfAvailable();
		String links = (mapped != null) ? mapped.getBasePath() : null;
		page.ifAvailable((requests) -> {
			requests.path().requireFree(probes.besides(Set.of()), taken, links);
			taken.addAll(requests.path().paths());
		});
		if (links != null) {
			taken.add(links.isEmpty() ? "/" : links);
		}
		ProbeRoutes routes = probes.besides(taken);
		if (routes.coverAll() && ManagementPortType.get(environment) == ManagementPortType.SAME) {
			throw new ExplainedFailureException(
					"A probe answers on all paths, but shares its port with the application, which it would hide.",
					"Change 'healthcheck.probes.<name>.path', or give 'management.server.port' and 'server.port'"
							+ " different values.");
		}
		return routes;
	}

	private static List<String> additionalPaths(HealthEndpointGroups groups) {
		return groups.getAllWithAdditionalPath(WebServerNamespace.MANAGEMENT)
			.stream()
			.map(HealthEndpointGroup::getAdditionalPath)
			.filter(Objects::nonNull)
			.map(AdditionalHealthEndpointPath::getValue)
			// Boot takes one without a slash, too
			.map((path) -> path.startsWith("/") ? path : "/" + path)
			.toList();
	}

	@Bean
	HealthPath healthcheckHealthPath(ObjectProvider<PathMappedEndpoints> endpoints) {
		PathMappedEndpoints mapped = endpoints.getIfAvailable();
		return new HealthPath((mapped != null) ? mapped.getPath(HealthEndpoint.ID) : null);
	}

	@Bean
	HealthHeaders healthcheckHealthHeaders(HealthcheckProperties properties, HealthPath healthPath,
			GroupProbes groups) {
		return new HealthHeaders(properties.getLoadBalancer(), healthPath, groups);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static class ReactiveConfiguration {

		@Bean
		ProbeDecoratorFactory healthcheckProbeDecoratorFactory(ProbeRoutes probes) {
			return new ProbeDecoratorFactory(probes);
		}

		@Bean
		HealthDecoratorFactory healthcheckHealthDecoratorFactory(HealthPath healthPath, HealthHeaders headers) {
			return new HealthDecoratorFactory(healthPath, headers);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class ServletConfiguration {

		@Bean
		FilterRegistrationBean<ProbeFilter> healthcheckProbeFilter(ProbeRoutes probes) {
			return first(new ProbeFilter(probes), 1);
		}

		@Bean
		FilterRegistrationBean<HealthFilter> healthcheckHealthFilter(HealthPath healthPath, HealthHeaders headers) {
			return first(new HealthFilter(healthPath, headers), 2);
		}

		static <T extends Filter> FilterRegistrationBean<T> first(T filter, int order) {
			FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
			registration.setDispatcherTypes(DispatcherType.REQUEST);
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE + order);
			return registration;
		}

	}

}
