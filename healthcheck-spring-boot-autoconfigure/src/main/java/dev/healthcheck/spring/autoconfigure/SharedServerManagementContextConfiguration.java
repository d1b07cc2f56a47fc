package dev.healthcheck.spring.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * {@link ManagementContextConfiguration} for the case that Actuator shares the
 * application's server: warns that probes are then not isolated.
 */
@ManagementContextConfiguration(value = ManagementContextType.SAME, proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(name = { "healthcheck.enabled", "healthcheck.server.isolated" }, matchIfMissing = true)
class SharedServerManagementContextConfiguration {

	private static final Log logger = LogFactory.getLog(SharedServerManagementContextConfiguration.class);

	@Bean
	SmartInitializingSingleton healthcheckSharedServerWarning() {
		return () -> logger.warn("Probes are not isolated: Actuator shares the application's port, so that they queue"
				+ " behind its requests. Give 'management.server.port' and 'server.port' different values, or accept"
				+ " this with 'healthcheck.server.isolated=false'");
	}

}
