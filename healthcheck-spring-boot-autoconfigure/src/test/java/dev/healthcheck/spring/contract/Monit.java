package dev.healthcheck.spring.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A real monit that asks once a second.
 */
final class Monit implements AutoCloseable {

	private final Path directory;

	private final Path configuration;

	private final Set<String> hosts;

	private final ClientProcess process;

	Monit(Path directory, int port, Map<String, String> paths) throws IOException {
		this(directory, paths.keySet(), checks(port, paths));
	}

	/**
	 * Start it with these checks.
	 * @param directory where its files go
	 * @param hosts the names of the hosts that are checked
	 * @param checks what stands behind the settings of the daemon
	 */
	Monit(Path directory, Set<String> hosts, String checks) throws IOException {
		this.directory = directory;
		this.hosts = hosts;
		String settings = """
				set daemon 1
				set idfile %1$s/monit.id
				set statefile %1$s/monit.state
				set pidfile %1$s/monit.pid
				set httpd unixsocket %1$s/monit.socket
					allow admin:admin
				""".formatted(directory);
		this.configuration = Files.createFile(directory.resolve("monitrc"),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		Files.writeString(this.configuration, settings + checks);
		this.process = ClientProcess.start(directory, List.of("monit", "-I", "-c", this.configuration.toString()));
	}

	private static String checks(int port, Map<String, String> paths) {
		StringBuilder text = new StringBuilder();
		paths.forEach((name, path) -> text.append("""
				check host %s with address 127.0.0.1
					if failed port %d protocol http request "%s" status = 200 for 1 cycles then alert
				""".formatted(name, port, path)));
		return text.toString();
	}

	/**
	 * Return what it takes each host for.
	 * @return whether it is OK, by the name of the host; empty before it has looked
	 */
	Map<String, Boolean> states() throws IOException, InterruptedException {
		try (ClientProcess client = ClientProcess.start(this.directory,
				List.of("monit", "-B", "-c", this.configuration.toString(), "summary"))) {
			client.exitCode();
			Map<String, Boolean> states = new TreeMap<>();
			client.said().lines().map((line) -> line.strip().split(" {2,}")).forEach((cells) -> {
				if (cells.length >= 3 && this.hosts.contains(cells[0]) && !cells[1].equals("Initializing")) {
					states.put(cells[0], cells[1].equals("OK"));
				}
			});
			return states;
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.process.close();
	}

}
