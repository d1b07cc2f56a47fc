package dev.healthcheck.faults;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.server.ProbeServer;
import dev.healthcheck.server.ProbeServerLimits;

/**
 * A probe server whose process runs out of memory or descriptors on command.
 */
public final class ServerProgram {

	private static final ProbeResponse OK = ProbeResponse.of(200, "text/plain", new byte[] { 'o', 'k' });

	private static final List<FileInputStream> files = new ArrayList<>();

	private static Object[] memory;

	private ServerProgram() {
	}

	public static void main(String[] arguments) throws IOException {
		try (ProbeServer server = ProbeServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
				ProbeServerLimits.defaults(),
				(request) -> request.path().equals("/slow") ? new DeferredResponse(() -> OK) : OK);
				BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				switch (line) {
					case "fill memory" -> fillMemory();
					case "open files" -> openFiles();
					case "close files" -> closeFiles();
					default -> {
					}
				}
				System.out.println(server.address().getPort());
			}
		}
	}

	// For two seconds
	private static void fillMemory() {
		long until = System.nanoTime() + 2_000_000_000L;
		int size = 1 << 20;
		while (System.nanoTime() < until) {
			try {
				Object[] more = new Object[size];
				more[0] = memory;
				memory = more;
			}
			catch (OutOfMemoryError ex) {
				size = Math.max(size >> 1, 1);
			}
		}
		memory = null;
		System.gc();
	}

	private static void openFiles() {
		try {
			while (true) {
				files.add(new FileInputStream("/dev/null"));
			}
		}
		catch (IOException ex) {
			// There is none left
		}
	}

	private static void closeFiles() throws IOException {
		for (FileInputStream file : files) {
			file.close();
		}
		files.clear();
	}

}
