package dev.healthcheck.spring.appserver;

import dev.healthcheck.spring.startup.OptionalClass;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.web.context.WebApplicationContext;

/**
 * Recognises an application whose own web server listens on a port. None does in a WAR,
 * in an application without a web server, in a test with a mocked one, and with a
 * negative {@code server.port}.
 */
public final class EmbeddedServer {

	private EmbeddedServer() {
	}

	public static boolean isIn(ApplicationContext context) {
		return hasServer(context)
				&& Binder.get(context.getEnvironment()).bind("server.port", Integer.class).orElse(0) >= 0;
	}

	// As a WAR or a mock: the container no longer serves it when the context closes
	public static boolean isInServletContainer(ApplicationContext context) {
		return OptionalClass.WEB_APPLICATION.isPresent() && context instanceof WebApplicationContext web
				&& web.getServletContext() != null && !hasServer(context);
	}

	private static boolean hasServer(ApplicationContext context) {
		return OptionalClass.WEB_SERVER.isPresent() && context instanceof WebServerApplicationContext web
				&& web.getWebServer() != null;
	}

}
