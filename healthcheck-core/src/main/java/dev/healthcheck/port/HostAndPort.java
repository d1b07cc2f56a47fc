package dev.healthcheck.port;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Host and port as they stand in a URL: {@code localhost:8125}, {@code [::1]:8081}, and
 * {@code *:8081} for all interfaces.
 *
 * @since 0.1.0
 */
public final class HostAndPort {

	private static final Pattern ZEROS = Pattern.compile("(?<![^:])0(?::0)+(?![^:%])");

	private HostAndPort() {
	}

	/**
	 * Return the text of a socket's address.
	 * @param address the address
	 * @return the text, with a name only where the address was looked up by it
	 */
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

	/**
	 * Return an address in the form of RFC 5952: the JDK writes out every zero.
	 * @param address eight groups without leading zeros, and a zone if any
	 * @return the address with {@code ::} for the longest run of zeros, the first of
	 * several
	 */
	private static String compressed(String address) {
		MatchResult longest = null;
		for (MatchResult run : ZEROS.matcher(address).results().toList()) {
			longest = (longest == null || run.end() - run.start() > longest.end() - longest.start()) ? run : longest;
		}
		if (longest == null) {
			return address;
		}
		// The colons beside the zeros are part of the two
		String head = address.substring(0, longest.start()).replaceFirst(":$", "");
		return head + "::" + address.substring(longest.end()).replaceFirst("^:", "");
	}

}
