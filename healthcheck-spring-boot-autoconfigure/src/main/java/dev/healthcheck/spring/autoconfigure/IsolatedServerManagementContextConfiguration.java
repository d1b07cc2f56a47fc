package dev.healthcheck.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.healthcheck.spring.management.IsolatedServerLog;
import dev.healthcheck.spring.management.IsolatedTomcatCustomizer;
import dev.healthcheck.spring.management.ReservedThreadsFilter;
import dev.healthcheck.spring.management.ServerLimits;
import dev.healthcheck.spring.probe.HealthPath;
import dev.healthcheck.spring.probe.Probes;
import dev.healthcheck.spring.probe.PublishedRequests;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.startup.Tomcat;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link ManagementContextConfiguration} that isolates the separate management server
 * from the application's: threads, limits and a reserve of its own.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ Tomcat.class, ConfigurableTomcatWebServerFactory.class })
@ConditionalOnBooleanProperty(name = { "healthcheck.enabled", "healthcheck.server.isolated" }, matchIfMissing = true)
class IsolatedServerManagementContextConfiguration {

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
	FilterRegistrationBean<ReservedThreadsFilter> healthcheckReservedThreadsFilter(ServerLimits limits, Probes probes,
			HealthPath healthPath, HealthContributorRegistry contributors,
			ObjectProvider<HealthEndpointGroups> groups) {
		Predicate<HttpServletRequest> published = new PublishedRequests(probes, healthPath, contributors,
				groups.getIfAvailable());
		return ProbesManagementContextConfiguration
			.first(new ReservedThreadsFilter(published, healthPath::matches, limits), 0);
	}

	@Bean
	IsolatedServerLog healthcheckServerLog(ServerLimits limits, Probes probes, HealthPath healthPath,
			ManagementServerProperties management) {
		List<String> paths = new ArrayList<>(probes.paths());
		if (healthPath.path() != null) {
			paths.add(healthPath.path());
		}
		paths.replaceAll((path) -> management.getBasePath() + path);
		return new IsolatedServerLog(limits, paths);
	}

	@Bean
	IsolatedTomcatCustomizer healthcheckTomcatCustomizer(ServerLimits limits) {
		return new IsolatedTomcatCustomizer(limits);
	}

}
