package dev.healthcheck.probe;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Value object for what an asker sent, as far as a probe looks at it.
 *
 * @param method the HTTP method, in upper case
 * @param path the path within the server, with a leading slash, as it was sent; what a
 * renderer is given is the rest below the path of its probe, empty for that itself
 * @param query the query as it was sent, without its question mark; empty if there is
 * none
 * @since 0.1.0
 */
public record ProbeRequest(String method, String path, String query) {

	/**
	 * Create a request without a query.
	 * @param method the HTTP method, in upper case
	 * @param path the path
	 */
	public ProbeRequest(String method, String path) {
		this(method, path, "");
	}

	/**
	 * Return this request for those to whom its query means nothing.
	 * @return the request without its query
	 */
	public ProbeRequest withoutQuery() {
		return this.query.isEmpty() ? this : new ProbeRequest(this.method, this.path);
	}

	/**
	 * Return this request as seen from a path above its own.
	 * @param base that path, without a slash at its end
	 * @return the request, with the rest of its path
	 */
	public ProbeRequest below(String base) {
		return new ProbeRequest(this.method, this.path.substring(base.length()), this.query);
	}

	/**
	 * Return a parameter of the query; of several the last one.
	 * @param name the name
	 * @return its value, decoded, or {@code null} if there is none or it cannot be
	 * decoded
	 */
	public @Nullable String parameter(String name) {
		List<String> values = encoded(name);
		return values.isEmpty() ? null : decoded(values.get(values.size() - 1));
	}

	/**
	 * Return the values of a parameter of the query.
	 * @param name the name
	 * @return the values, decoded, in their order, less those that cannot be decoded
	 */
	public List<String> parameters(String name) {
		return encoded(name).stream().map(ProbeRequest::decoded).filter(Objects::nonNull).toList();
	}

	/**
	 * Return whether the query has a parameter, with a value or without.
	 * @param name the name
	 * @return whether it is there
	 */
	public boolean has(String name) {
		String query = "&" + this.query + "&";
		return query.contains("&" + name + "&") || query.contains("&" + name + "=");
	}

	private List<String> encoded(String name) {
		return Stream.of(this.query.split("&"))
			.filter((parameter) -> parameter.startsWith(name + "="))
			.map((parameter) -> parameter.substring(name.length() + 1))
			.toList();
	}

	private static @Nullable String decoded(String value) {
		try {
			return URLDecoder.decode(value, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
