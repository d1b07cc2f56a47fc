package dev.healthcheck.statsd;

import java.net.InetAddress;
import java.util.List;

/**
 * The addresses from which datagrams are read.
 */
final class AllowedSources {

	private final List<AddressRange> ranges;

	/**
	 * Create a list.
	 * @param allow addresses, each with or without {@code /prefix-length}; none for all
	 * @throws IllegalArgumentException if one is no such address
	 */
	AllowedSources(List<String> allow) {
		this.ranges = allow.stream().map(AddressRange::of).toList();
	}

	boolean contains(InetAddress address) {
		if (this.ranges.isEmpty()) {
			return true;
		}
		byte[] bytes = address.getAddress();
		for (AddressRange range : this.ranges) {
			if (range.contains(bytes)) {
				return true;
			}
		}
		return false;
	}

}
