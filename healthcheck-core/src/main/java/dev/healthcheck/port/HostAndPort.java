package dev.healthcheck.port;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Host and port as in a URL: {@code localhost:8125}, {@code [::1]:8081}, and
 * {@code *:8081} for all interfaces.
 */
public final class HostAndPort {

	private static final Pattern ZEROS = Pattern.compile("(?<![^:])0(?::0)+(?![^:%])");

	private HostAndPort() {
	}

	// Returns the text of an address, with the host name only if it was looked up by it
	public static String of(InetSocketAddress address) {
		return host(address) + ":" + address.getPort();
	}

	private static String host(InetSocketAddress address) {
		String host = address.getHostString();
		InetAddress resolved = address.getAddress();
		if (resolved != null && resolved.isAnyLocalAddress()) {
			return "*";
		}
		if (resolved instanceof Inet6Address && host.equals(resolved.getHostAddress())) {
			return "[" + compressed(host) + "]";
		}
		return host.contains(":") ? "[" + host + "]" : host;
	}

	// RFC 5952: :: replaces the longest run of zeros, the first of several
	private static String compressed(String address) {
		return ZEROS.matcher(address)
			.results()
			.max(Comparator.comparingInt((run) -> run.end() - run.start()))
			.map((run) -> {
				// The colons beside the zeros are part of the two
				String head = address.substring(0, run.start()).replaceFirst(":$", "");
				return head + "::" + address.substring(run.end()).replaceFirst("^:", "");
			})
			.orElse(address);
	}

}
