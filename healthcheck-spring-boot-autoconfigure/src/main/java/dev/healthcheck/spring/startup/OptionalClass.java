package dev.healthcheck.spring.startup;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ClassUtils;

/**
 * Classes that are not in every application.
 *
 * @since 0.1.0
 */
public enum OptionalClass {

	/** Of Spring Boot's support for embedded servers. */
	WEB_SERVER("org.springframework.boot.web.server.context.WebServerApplicationContext"),

	/**
	 * Of the part of Spring Security that guards requests, whatever kind of server they
	 * come to.
	 */
	WEB_SECURITY("org.springframework.security.web.SecurityFilterChain"),

	/** Of Reactor Netty. */
	NETTY_REQUEST("reactor.netty.http.server.HttpServerRequest"),

	/** Of servlet servers. */
	SERVLET_REQUEST("jakarta.servlet.http.HttpServletRequest");

	private final String className;

	private final boolean present;

	OptionalClass(String className) {
		this.className = className;
		this.present = ClassUtils.isPresent(className, OptionalClass.class.getClassLoader());
	}

	/**
	 * Return whether the class path has the class.
	 * @return whether it has
	 */
	public boolean isPresent() {
		return this.present;
	}

	// In a native image only what is registered is found
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			for (OptionalClass optional : values()) {
				hints.reflection().registerTypeIfPresent(classLoader, optional.className);
			}
		}

	}

}
