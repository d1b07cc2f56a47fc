package dev.healthcheck.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.healthcheck.probe.ProbeRoutes;
import dev.healthcheck.spring.management.IsolatedServerLog;
import dev.healthcheck.spring.management.OpenDetails;
import dev.healthcheck.spring.management.ReservedThreadsFilter;
import dev.healthcheck.spring.management.ServerLimits;
import dev.healthcheck.spring.page.PageRequests;
import dev.healthcheck.spring.probe.GroupProbes;
import dev.healthcheck.spring.probe.HealthPath;
import dev.healthcheck.spring.probe.PublishedRequests;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link Configuration @Configuration} for what isolation needs on every server.
 */
@Configuration(proxyBeanMethods = false)
class IsolatedServerConfiguration {

	@Bean
	ServerLimits healthcheckServerLimits(HealthcheckProperties properties) {
		ServerProperties server = properties.getServer();
		if (server.getReservedThreads() >= server.getThreads()) {
			throw new InvalidConfigurationPropertyValueException("healthcheck.server.reserved-threads",
					server.getReservedThreads(),
					"it must be less than 'healthcheck.server.threads', which is " + server.getThreads());
		}
		return new ServerLimits(server.getThreads(), server.getReservedThreads(), server.getMaxConnections(),
				server.getAcceptCount(), server.getConnectionTimeout(), server.getKeepAliveTimeout());
	}

	@Bean
	PublishedRequests healthcheckPublishedRequests(ProbeRoutes probes, HealthPath healthPath, GroupProbes groupProbes,
			ObjectProvider<HealthEndpointGroups> groups) {
		return new PublishedRequests(probes, healthPath, groupProbes.contributors(), groups.getIfAvailable());
	}

	@Bean
	IsolatedServerLog healthcheckServerLog(ServerLimits limits, ProbeRoutes probes, HealthPath healthPath,
			ObjectProvider<PageRequests> page, ManagementServerProperties management,
			ObjectProvider<HealthEndpointGroups> groups) {
		List<String> paths = new ArrayList<>(probes.paths());
		if (healthPath.path() != null) {
			paths.add(healthPath.path());
		}
		page.ifAvailable((requests) -> paths.add(requests.path().path()));
		paths.replaceAll((path) -> management.getBasePath() + path);
		return new IsolatedServerLog(limits, paths, OpenDetails.of(groups.getIfAvailable()));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class ReservedThreadsFilterConfiguration {

		@Bean
		FilterRegistrationBean<ReservedThreadsFilter> healthcheckReservedThreadsFilter(ServerLimits limits,
				PublishedRequests published, HealthPath healthPath) {
			return ProbesManagementContextConfiguration.ServletConfiguration
				.first(new ReservedThreadsFilter(published, healthPath::matches, limits), 0);
		}

	}

}
