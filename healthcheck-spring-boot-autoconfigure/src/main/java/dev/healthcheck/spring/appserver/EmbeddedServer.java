package dev.healthcheck.spring.appserver;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Recognises an application whose own web server listens on a port. There is none in a
 * WAR, in an application without a web server, in a test with a mocked one, and where
 * {@code server.port} is negative.
 *
 * @since 0.1.0
 */
public final class EmbeddedServer {

	private static final String CONTEXT = "org.springframework.boot.web.server.context.WebServerApplicationContext";

	/** Not in every application. */
	private static final boolean PRESENT = ClassUtils.isPresent(CONTEXT, EmbeddedServer.class.getClassLoader());

	private EmbeddedServer() {
	}

	/**
	 * Return whether the class path has Spring Boot's support for embedded servers.
	 * @return whether it has
	 */
	public static boolean isPossible() {
		return PRESENT;
	}

	/**
	 * Return whether an application has a web server that listens on a port.
	 * @param context the application's context
	 * @return whether it has
	 */
	public static boolean isIn(ApplicationContext context) {
		return PRESENT && context instanceof WebServerApplicationContext web && web.getWebServer() != null
				&& Binder.get(context.getEnvironment()).bind("server.port", Integer.class).orElse(0) >= 0;
	}

	/**
	 * {@link RuntimeHintsRegistrar} for the class that is looked for.
	 */
	public static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.reflection().registerTypeIfPresent(classLoader, CONTEXT);
		}

	}

}
