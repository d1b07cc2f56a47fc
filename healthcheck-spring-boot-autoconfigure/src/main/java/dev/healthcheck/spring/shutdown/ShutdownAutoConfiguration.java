package dev.healthcheck.spring.shutdown;

import java.time.Duration;

import dev.healthcheck.spring.appserver.EmbeddedServer;
import dev.healthcheck.spring.checks.ChecksAutoConfiguration;
import dev.healthcheck.spring.properties.HealthcheckProperties;
import dev.healthcheck.spring.properties.ShutdownProperties;
import dev.healthcheck.spring.server.ProbeServerAutoConfiguration;
import dev.healthcheck.spring.server.ProbeServerLifecycle;
import dev.healthcheck.spring.startup.ApplicationReadiness;
import dev.healthcheck.spring.startup.TestEnvironment;
import jakarta.servlet.DispatcherType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.web.server.WebFilter;

/**
 * {@link AutoConfiguration Auto-configuration} for the shut-down of the application.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ChecksAutoConfiguration.class, ProbeServerAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "healthcheck.enabled", matchIfMissing = true)
public final class ShutdownAutoConfiguration {

	private static final Duration ON_KUBERNETES = Duration.ofSeconds(10);

	private static final Log logger = LogFactory.getLog(ShutdownAutoConfiguration.class);

	ShutdownAutoConfiguration() {
	}

	@Bean
	Drain healthcheckDrain(ApplicationContext context, HealthcheckProperties properties, ApplicationReadiness readiness,
			ObjectProvider<ProbeServerLifecycle> probeServer, ConfigurableEnvironment environment) {
		return new Drain(context, delay(properties.shutdown(), environment), readiness,
				() -> EmbeddedServer.isIn(context) || (!EmbeddedServer.isInServletContainer(context)
						&& probeServer.stream().anyMatch((server) -> server.address() != null)));
	}

	@Bean
	SmartInitializingSingleton healthcheckGracePeriodWarning(HealthcheckProperties properties,
			ConfigurableEnvironment environment) {
		return () -> {
			ShutdownProperties shutdown = properties.shutdown();
			String warning = new GracePeriod(delay(shutdown, environment), phase(environment), shutdown.gracePeriod())
				.warning();
			if (warning != null && CloudPlatform.KUBERNETES.isActive(environment)) {
				logger.warn(warning);
			}
		};
	}

	private static Duration delay(ShutdownProperties properties, ConfigurableEnvironment environment) {
		if (properties.drainDelay() != null) {
			return properties.drainDelay();
		}
		// Tests of a build on Kubernetes close many applications without a load balancer
		return (CloudPlatform.KUBERNETES.isActive(environment) && !TestEnvironment.is(environment)) ? ON_KUBERNETES
				: Duration.ZERO;
	}

	private static Duration phase(Environment environment) {
		Binder binder = Binder.get(environment);
		if (binder.bind("server.shutdown", String.class).orElse("graceful").equalsIgnoreCase("immediate")) {
			return Duration.ZERO;
		}
		return binder.bind("spring.lifecycle.timeout-per-shutdown-phase", Duration.class)
			.orElse(Duration.ofSeconds(30));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnBooleanProperty(name = "healthcheck.shutdown.close-connections", matchIfMissing = true)
	static class ServletConfiguration {

		@Bean
		FilterRegistrationBean<CloseConnectionsFilter> healthcheckCloseConnectionsFilter(ObjectProvider<Drain> drain) {
			FilterRegistrationBean<CloseConnectionsFilter> registration = new FilterRegistrationBean<>(
					new CloseConnectionsFilter(drain::getObject));
			registration.setDispatcherTypes(DispatcherType.REQUEST);
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass(WebFilter.class)
	@ConditionalOnBooleanProperty(name = "healthcheck.shutdown.close-connections", matchIfMissing = true)
	static class ReactiveConfiguration {

		@Bean
		CloseConnectionsWebFilter healthcheckCloseConnectionsWebFilter(Drain drain, ApplicationContext context) {
			return new CloseConnectionsWebFilter(drain, context);
		}

	}

}
