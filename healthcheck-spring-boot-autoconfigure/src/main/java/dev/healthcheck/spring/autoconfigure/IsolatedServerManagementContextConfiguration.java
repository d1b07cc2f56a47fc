package dev.healthcheck.spring.autoconfigure;

import dev.healthcheck.spring.management.IsolatedJettyCustomizer;
import dev.healthcheck.spring.management.IsolatedTomcatCustomizer;
import dev.healthcheck.spring.management.ServerLimits;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * {@link ManagementContextConfiguration} that isolates the separate management server
 * from the application's: threads, limits and a reserve of its own.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = { "healthcheck.enabled", "healthcheck.server.isolated" }, matchIfMissing = true)
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
		IsolatedJettyCustomizer healthcheckJettyCustomizer(ServerLimits limits) {
			return new IsolatedJettyCustomizer(limits);
		}

	}

}
