package dev.healthcheck.spring.autoconfigure;

import dev.healthcheck.spring.page.PageRequests;
import dev.healthcheck.spring.page.PageServlet;
import dev.healthcheck.spring.page.PageWebHandler;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/**
 * {@link ManagementContextConfiguration} that serves the status page from the server that
 * serves Actuator, behind its security.
 */
@ManagementContextConfiguration(value = ManagementContextType.ANY, proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(name = "healthcheck.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty("healthcheck.page.enabled")
class PageManagementContextConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static class ReactiveConfiguration {

		@Bean
		SimpleUrlHandlerMapping healthcheckPageMapping(PageRequests requests) {
			return new PageWebHandler(requests).mapping();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class ServletConfiguration {

		@Bean
		ServletRegistrationBean<PageServlet> healthcheckPageServlet(PageRequests requests) {
			ServletRegistrationBean<PageServlet> registration = new ServletRegistrationBean<>(new PageServlet(requests),
					requests.path().paths().toArray(String[]::new));
			registration.setName("healthcheckPage");
			return registration;
		}

	}

}
