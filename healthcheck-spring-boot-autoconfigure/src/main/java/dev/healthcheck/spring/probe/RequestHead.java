package dev.healthcheck.spring.probe;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Value object for what a request is recognised by, whatever server it came to.
 *
 * @param method the HTTP method, in upper case
 * @param path the path below the context path, as it was sent: neither decoded nor freed
 * of parameters, so that nothing but the exact path of a probe matches
 * @param header returns the value of a header, or {@code null} if there is none
 * @since 0.1.0
 */
public record RequestHead(String method, String path, Function<String, @Nullable String> header) {

	/**
	 * Return whether this is a CORS preflight, which stays one, and not an OPTIONS
	 * request that asks for health.
	 * @return whether it is a preflight
	 */
	boolean isPreflight() {
		return "OPTIONS".equals(this.method) && has("Origin") && has("Access-Control-Request-Method");
	}

	/**
	 * Return whether whoever asks may have to be looked up, by the application's own
	 * means.
	 * @return whether there are credentials
	 */
	boolean isIdentified() {
		return has("Authorization") || has("Cookie");
	}

	private boolean has(String name) {
		return this.header.apply(name) != null;
	}

}
