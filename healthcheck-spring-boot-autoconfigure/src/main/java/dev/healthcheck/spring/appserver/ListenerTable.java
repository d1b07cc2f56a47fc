package dev.healthcheck.spring.appserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The listening ports of this machine or container, as Linux lists them.
 */
final class ListenerTable {

	static final Path PROC = Path.of("/proc/net");

	private static final String LISTENING = "0A";

	private static final List<String> FILES = List.of("tcp", "tcp6");

	/** By address; {@code null} if unknown. */
	private final @Nullable Map<InetSocketAddress, Integer> waiting;

	private ListenerTable(@Nullable Map<InetSocketAddress, Integer> waiting) {
		this.waiting = waiting;
	}

	// Unknown if a list cannot be read, or there is none
	static ListenerTable read(Path directory) {
		Map<InetSocketAddress, Integer> waiting = new HashMap<>();
		boolean known = false;
		for (String name : FILES) {
			try (BufferedReader lines = Files.newBufferedReader(directory.resolve(name), StandardCharsets.US_ASCII)) {
				add(lines, waiting);
				known = true;
			}
			catch (NoSuchFileException ex) {
				// Without IPv6, or not on Linux
			}
			catch (IOException | RuntimeException ex) {
				return new ListenerTable(null);
			}
		}
		return new ListenerTable(known ? waiting : null);
	}

	// Listeners come first, perhaps before a hundred thousand connections
	private static void add(BufferedReader lines, Map<InetSocketAddress, Integer> waiting) throws IOException {
		lines.readLine();
		String line = lines.readLine();
		while (line != null) {
			String[] fields = line.strip().split("\\s+");
			if (!fields[3].equals(LISTENING)) {
				return;
			}
			int queued = Integer.parseUnsignedInt(fields[4].substring(fields[4].indexOf(':') + 1), 16);
			// A shared port has several entries: the lowest count proves least
			waiting.merge(address(fields[1]), queued, Math::min);
			line = lines.readLine();
		}
	}

	private static InetSocketAddress address(String field) throws UnknownHostException {
		int colon = field.indexOf(':');
		ByteBuffer bytes = ByteBuffer.allocate(colon / 2).order(ByteOrder.nativeOrder());
		for (int i = 0; i < colon; i += 8) {
			bytes.putInt(Integer.parseUnsignedInt(field.substring(i, i + 8), 16));
		}
		return new InetSocketAddress(InetAddress.getByAddress(bytes.array()),
				Integer.parseInt(field.substring(colon + 1), 16));
	}

	Listener find(InetSocketAddress address) {
		if (this.waiting == null) {
			return Listener.UNKNOWN;
		}
		Integer found = this.waiting.get(address);
		if (found == null && address.getAddress().isAnyLocalAddress()) {
			found = wildcard(this.waiting, address.getPort());
		}
		return (found != null) ? new Listener(true, true, found) : Listener.ABSENT;
	}

	// Java binds its wildcard to IPv6, if available, and shows it as that of IPv4
	private static @Nullable Integer wildcard(Map<InetSocketAddress, Integer> waiting, int port) {
		return waiting.keySet()
			.stream()
			.filter((address) -> address.getPort() == port && address.getAddress().isAnyLocalAddress())
			.findFirst()
			.map(waiting::get)
			.orElse(null);
	}

	/**
	 * Value object for the state of a port.
	 *
	 * @param waiting the number of connections that wait to be accepted
	 */
	record Listener(boolean known, boolean present, int waiting) {

		static final Listener UNKNOWN = new Listener(false, false, 0);

		static final Listener ABSENT = new Listener(true, false, 0);

	}

}
