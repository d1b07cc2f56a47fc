package dev.healthcheck.spring.autoconfigure;

import java.util.HashSet;
import java.util.Set;

import dev.healthcheck.spring.probe.HealthDecoratorFactory;
import dev.healthcheck.spring.probe.HealthFilter;
import dev.healthcheck.spring.probe.HealthPath;
import dev.healthcheck.spring.probe.ProbeDecoratorFactory;
import dev.healthcheck.spring.probe.ProbeFilter;
import dev.healthcheck.spring.probe.Probes;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * {@link ManagementContextConfiguration} that serves probes from the server that serves
 * Actuator, whether it is a separate one or not.
 */
@ManagementContextConfiguration(value = ManagementContextType.ANY, proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(name = "healthcheck.enabled", matchIfMissing = true)
class ProbesManagementContextConfiguration {

	@Bean
	HealthPath healthcheckHealthPath(ObjectProvider<PathMappedEndpoints> endpoints, Probes probes) {
		PathMappedEndpoints mapped = endpoints.getIfAvailable();
		if (mapped != null) {
			Set<String> taken = new HashSet<>(mapped.getAllPaths());
			// The list of endpoints
			taken.add(mapped.getBasePath());
			probes.requireNoneOn(taken);
		}
		return new HealthPath((mapped != null) ? mapped.getPath(HealthEndpoint.ID) : null);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static class ReactiveConfiguration {

		@Bean
		ProbeDecoratorFactory healthcheckProbeDecoratorFactory(Probes probes) {
			return new ProbeDecoratorFactory(probes);
		}

		@Bean
		HealthDecoratorFactory healthcheckHealthDecoratorFactory(HealthPath healthPath) {
			return new HealthDecoratorFactory(healthPath);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class ServletConfiguration {

		@Bean
		FilterRegistrationBean<ProbeFilter> healthcheckProbeFilter(Probes probes) {
			return first(new ProbeFilter(probes), 1);
		}

		@Bean
		FilterRegistrationBean<HealthFilter> healthcheckHealthFilter(HealthPath healthPath) {
			return first(new HealthFilter(healthPath), 2);
		}

		static <T extends Filter> FilterRegistrationBean<T> first(T filter, int order) {
			FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
			registration.setDispatcherTypes(DispatcherType.REQUEST);
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE + order);
			return registration;
		}

	}

}
