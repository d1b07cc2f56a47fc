package dev.healthcheck.statsd;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A range of IP addresses: one, {@code 10.1.2.3}, or those that have the first bits in
 * common with it, {@code 10.1.0.0/16}. An IPv4 address that is mapped into IPv6,
 * {@code ::ffff:10.1.2.3}, is that IPv4 address, as it is in the JDK.
 */
final class AddressRange {

	private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

	/** With a colon, nothing is looked up by name either. */
	private static final Pattern LITERAL = Pattern
		.compile(OCTET + "(\\." + OCTET + "){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

	/** The length of an IPv4 address in bytes. */
	private static final int IPV4 = 4;

	/** What stands in front of an IPv4 address that is mapped into IPv6. */
	private static final int MAPPED_BITS = 96;

	private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

	private final byte[] address;

	private final int bits;

	private AddressRange(byte[] address, int bits) {
		this.address = address;
		this.bits = bits;
	}

	/**
	 * Parse a range.
	 * @param text an IP address, with or without {@code /prefix-length}
	 * @return the range
	 * @throws IllegalArgumentException if it is something else, such as a host's name
	 */
	static AddressRange of(String text) {
		int slash = text.indexOf('/');
		String literal = (slash < 0) ? text : text.substring(0, slash);
		byte[] address = address(text, literal);
		int all = address.length * Byte.SIZE;
		int mapped = (literal.contains(":") && address.length == IPV4) ? MAPPED_BITS : 0;
		int bits = (slash < 0) ? all : length(text, text.substring(slash + 1)) - mapped;
		if (bits < 0 || bits > all) {
			throw wrong(text, null);
		}
		return new AddressRange(address, bits);
	}

	private static byte[] address(String text, String literal) {
		if (!LITERAL.matcher(literal).matches()) {
			throw wrong(text, null);
		}
		try {
			return InetAddress.getByName(literal).getAddress();
		}
		catch (UnknownHostException ex) {
			throw wrong(text, ex);
		}
	}

	private static int length(String text, String length) {
		if (!LENGTH.matcher(length).matches()) {
			throw wrong(text, null);
		}
		return Integer.parseInt(length);
	}

	private static IllegalArgumentException wrong(String text, @Nullable UnknownHostException cause) {
		return new IllegalArgumentException(
				"'" + text + "' is not an IP address, with or without '/' and a prefix length", cause);
	}

	/**
	 * Return whether an address is in the range.
	 * @param other the bytes of the address
	 * @return whether it is, and is of the same family
	 */
	boolean contains(byte[] other) {
		if (other.length != this.address.length) {
			return false;
		}
		int whole = this.bits / Byte.SIZE;
		for (int i = 0; i < whole; i++) {
			if (other[i] != this.address[i]) {
				return false;
			}
		}
		int rest = Byte.SIZE - this.bits % Byte.SIZE;
		return rest == Byte.SIZE || (other[whole] ^ this.address[whole]) >> rest == 0;
	}

}
