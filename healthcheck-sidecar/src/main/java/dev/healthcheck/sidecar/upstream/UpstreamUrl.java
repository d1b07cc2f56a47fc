package dev.healthcheck.sidecar.upstream;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Value object for a valid URL to request.
 *
 * @param host the name or address, without brackets, with its zone if any
 * @param authority host and port for the header Host, without the zone, which has a
 * meaning only on this machine
 * @param target the path and the query, encoded
 */
record UpstreamUrl(boolean https, String host, int port, String authority, String target) {

	private static final int MAX_LENGTH = 2048;

	/**
	 * A zone may be written as {@code %eth0} or, by RFC 6874, as {@code %25eth0}. Names
	 * of containers, unlike host names, may have underscores.
	 */
	private static final Pattern AUTHORITY = Pattern
		.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?])(?::([0-9]{0,5}))?");

	static UpstreamUrl parse(String url) {
		if (url.length() > MAX_LENGTH) {
			throw invalid(url.substring(0, 64) + "\u2026", "it must not be longer than " + MAX_LENGTH + " characters");
		}
		URI uri = uri(url);
		String scheme = (uri.getScheme() != null) ? uri.getScheme().toLowerCase(Locale.ROOT) : "";
		if (!scheme.equals("http") && !scheme.equals("https")) {
			throw invalid(url, "it must begin with http:// or https://");
		}
		String authority = (uri.getRawAuthority() != null) ? uri.getRawAuthority() : "";
		if (authority.contains("@")) {
			throw invalid(url.replace(authority, "\u2026" + authority.substring(authority.lastIndexOf('@'))),
					"it must not contain a user or password");
		}
		if (uri.getRawFragment() != null) {
			throw invalid(url, "it must not have a fragment (#)");
		}
		Matcher matcher = AUTHORITY.matcher(authority);
		if (!matcher.matches()) {
			throw invalid(url, "it must have a host, and a port from 1 to 65535 if any");
		}
		boolean https = scheme.equals("https");
		String host = matcher.group(1).replaceAll("[\\[\\]]", "").replace("%25", "%");
		return new UpstreamUrl(https, host, port(url, matcher.group(2), https), authority.replaceFirst("%[^]]+", ""),
				target(uri));
	}

	private static URI uri(String url) {
		try {
			return new URI(new URI(url).toASCIIString());
		}
		catch (URISyntaxException ex) {
			throw invalid(url, "it is not a URL: " + ex.getReason());
		}
	}

	private static int port(String url, @Nullable String digits, boolean https) {
		if (digits == null || digits.isEmpty()) {
			return https ? 443 : 80;
		}
		int port = Integer.parseInt(digits);
		if (port < 1 || port > 65535) {
			throw invalid(url, "its port must be from 1 to 65535");
		}
		return port;
	}

	private static String target(URI uri) {
		String path = (uri.getRawPath() == null || uri.getRawPath().isEmpty()) ? "/" : uri.getRawPath();
		return (uri.getRawQuery() != null) ? path + "?" + uri.getRawQuery() : path;
	}

	private static IllegalArgumentException invalid(String url, String problem) {
		return new IllegalArgumentException("Invalid URL '" + url + "': " + problem);
	}

	// For messages: without the query, which may contain a secret
	@Override
	public String toString() {
		return (this.https ? "https://" : "http://") + this.authority + this.target.replaceFirst("\\?.*", "");
	}

}
