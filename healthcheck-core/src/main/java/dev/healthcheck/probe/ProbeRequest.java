package dev.healthcheck.probe;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Value object for the parts of a request that a probe reads.
 *
 * @param method the HTTP method, in upper case
 * @param path the path within the server, with a leading slash, as it was sent; for a
 * renderer, the rest below the path of its probe, which may be empty
 * @param query the query as it was sent, without its question mark; empty if there is
 * none
 * @since 0.1.0
 */
public record ProbeRequest(String method, String path, String query) {

	/** Create a request without a query. */
	public ProbeRequest(String method, String path) {
		this(method, path, "");
	}

	/** Return this request without its query. */
	public ProbeRequest withoutQuery() {
		return this.query.isEmpty() ? this : new ProbeRequest(this.method, this.path);
	}

	/**
	 * Return this request with its path relative to a base, which is at or above it and
	 * has no slash at its end.
	 */
	public ProbeRequest below(String base) {
		return new ProbeRequest(this.method, this.path.substring(base.length()), this.query);
	}

	/**
	 * Return the last value of a parameter of the query, decoded, or {@code null} if
	 * there is none or it cannot be decoded.
	 */
	public @Nullable String parameter(String name) {
		return encoded(name).reduce((first, second) -> second).map(ProbeRequest::decoded).orElse(null);
	}

	/**
	 * Return all values of a parameter of the query, decoded, without those that cannot
	 * be decoded.
	 */
	public List<String> parameters(String name) {
		return encoded(name).map(ProbeRequest::decoded).filter(Objects::nonNull).toList();
	}

	/** Return whether the query has a parameter, with or without a value. */
	public boolean has(String name) {
		String query = "&" + this.query + "&";
		return query.contains("&" + name + "&") || query.contains("&" + name + "=");
	}

	private Stream<String> encoded(String name) {
		return Stream.of(this.query.split("&"))
			.filter((parameter) -> parameter.startsWith(name + "="))
			.map((parameter) -> parameter.substring(name.length() + 1));
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
