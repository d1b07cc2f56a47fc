package dev.healthcheck.spring.startup;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ClassUtils;

/**
 * Classes that are not in every application.
 */
public enum OptionalClass {

	/** In Spring Boot's support for embedded servers. */
	WEB_SERVER("org.springframework.boot.web.server.context.WebServerApplicationContext"),

	/** In Spring's support for the web. */
	WEB_APPLICATION("org.springframework.web.context.WebApplicationContext"),

	/** In the part of Spring Security for both servlet and reactive servers. */
	WEB_SECURITY("org.springframework.security.web.SecurityFilterChain"),

	/** In Reactor Netty. */
	NETTY_REQUEST("reactor.netty.http.server.HttpServerRequest"),

	/** In servlet servers. */
	SERVLET_REQUEST("jakarta.servlet.http.HttpServletRequest");

	private final String className;

	private final boolean present;

	OptionalClass(String className) {
		this.className = className;
		this.present = ClassUtils.isPresent(className, OptionalClass.class.getClassLoader());
	}

	public boolean isPresent() {
		return this.present;
	}

	// A native image finds only registered classes
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			for (OptionalClass optional : values()) {
				hints.reflection().registerTypeIfPresent(classLoader, optional.className);
			}
		}

	}

}
