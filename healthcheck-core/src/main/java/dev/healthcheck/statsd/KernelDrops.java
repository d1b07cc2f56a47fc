package dev.healthcheck.statsd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How many datagrams Linux has dropped because the receive buffer of a socket was full:
 * the last column of {@code /proc/net/udp} and {@code udp6}. Unknown on other systems.
 */
final class KernelDrops {

	/** How an IPv4 address looks on a socket that serves both families, as Java's do. */
	private static final String MAPPED = "0000000000000000FFFF0000";

	private final List<Path> tables;

	private volatile OptionalLong last = OptionalLong.empty();

	KernelDrops() {
		this(List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6")));
	}

	KernelDrops(List<Path> tables) {
		this.tables = tables;
	}

	// The last known number while the files cannot be read, so that a counter does not go
	// back; empty if the system does not have it
	OptionalLong of(InetSocketAddress socket) {
		Set<String> addresses = hex(socket.getAddress());
		String port = String.format(Locale.ROOT, ":%04X", socket.getPort());
		for (Path table : this.tables) {
			try (Stream<String> rows = Files.lines(table)) {
				OptionalLong drops = rows.map((row) -> row.strip().split("\\s+"))
					.filter((row) -> row.length > 2 && row[1].endsWith(port)
							&& addresses.contains(row[1].substring(0, row[1].length() - port.length())))
					.mapToLong((row) -> Long.parseLong(row[row.length - 1]))
					.findFirst();
				if (drops.isPresent()) {
					this.last = drops;
					return drops;
				}
			}
			catch (NoSuchFileException ex) {
				// Without IPv6, for example
			}
			catch (IOException | UncheckedIOException ex) {
				return this.last;
			}
			catch (RuntimeException ex) {
				// Not the known format
			}
		}
		return OptionalLong.empty();
	}

	private static Set<String> hex(InetAddress address) {
		if (address.isAnyLocalAddress()) {
			return Set.of("0".repeat(8), "0".repeat(32));
		}
		String hex = hex(address.getAddress());
		return Set.of(hex, MAPPED + hex);
	}

	// The kernel prints words of 32 bits as numbers of its own byte order
	private static String hex(byte[] address) {
		ByteBuffer words = ByteBuffer.wrap(address).order(ByteOrder.nativeOrder());
		StringBuilder hex = new StringBuilder();
		while (words.hasRemaining()) {
			hex.append(String.format(Locale.ROOT, "%08X", words.getInt()));
		}
		return hex.toString();
	}

}
