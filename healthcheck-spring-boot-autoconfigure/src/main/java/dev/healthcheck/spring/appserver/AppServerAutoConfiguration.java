package dev.healthcheck.spring.appserver;

import java.time.Duration;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.check.OnTimeout;
import dev.healthcheck.spring.checks.CheckRunnerLifecycle;
import dev.healthcheck.spring.checks.ChecksAutoConfiguration;
import dev.healthcheck.spring.checks.OwnContributors;
import dev.healthcheck.spring.properties.AppServerProperties;
import dev.healthcheck.spring.properties.HealthcheckProperties;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.reactor.netty.NettyWebServer;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link AutoConfiguration Auto-configuration} for the health of the application's own
 * web server.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ChecksAutoConfiguration.class, before = HealthContributorRegistryAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(name = { "healthcheck.enabled", "management.health.server.enabled" },
		matchIfMissing = true)
public final class AppServerAutoConfiguration {

	AppServerAutoConfiguration() {
	}

	@Bean(name = OwnContributors.SERVER_BEAN, defaultCandidate = false)
	ServerHealthIndicator healthcheckServer(@Qualifier(CheckRunnerLifecycle.RUNNER) CheckRunner runner,
			HealthcheckProperties properties, ObjectProvider<ServerCounters> counters, ApplicationContext context,
			DaemonThreadFactory threads) {
		AppServerProperties server = properties.appServer();
		ServerCheck check = new ServerCheck(counters.orderedStream().toList(), server.stallAfter(),
				server.onStall().status(), System::nanoTime);
		return new ServerHealthIndicator(runner, check,
				CheckSettings.polling(Duration.ofSeconds(1), OnTimeout.degraded()),
				new CheckThreads("healthcheck-server", 1, threads), context);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Tomcat.class, TomcatWebServer.class })
	static class TomcatConfiguration {

		@Bean
		TomcatCounters healthcheckTomcatCounters() {
			return new TomcatCounters();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Server.class, JettyWebServer.class })
	static class JettyConfiguration {

		@Bean
		JettyCounters healthcheckJettyCounters() {
			return new JettyCounters();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HttpServer.class, NettyWebServer.class })
	static class NettyConfiguration {

		@Bean
		NettyCounters healthcheckNettyCounters() {
			return new NettyCounters();
		}

	}

}
