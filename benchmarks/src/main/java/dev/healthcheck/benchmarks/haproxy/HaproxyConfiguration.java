package dev.healthcheck.benchmarks.haproxy;

import java.nio.file.Path;
import java.util.List;

/**
 * The configuration of a HAProxy that checks often and gives up soon, as those do that
 * must not send requests to a dead server.
 *
 * @param port where clients connect
 * @param socket where statistics are
 * @param path what checks ask
 * @param servers the servers
 * @param checks more about the checks: lines of the backend
 */
record HaproxyConfiguration(int port, Path socket, String path, List<Server> servers, List<String> checks) {

	HaproxyConfiguration(int port, Path socket, String path, List<Server> servers) {
		this(port, socket, path, servers, List.of("default-server check inter 500ms fall 3 rise 2"));
	}

	String text() {
		StringBuilder text = new StringBuilder("""
				global
					maxconn 4000
					stats socket %s mode 600 level user
				defaults
					mode http
					timeout connect 2s
					timeout client 2m
					timeout server 2m
					timeout check 1s
				frontend clients
					bind 127.0.0.1:%d
					default_backend servers
				backend servers
					option httpchk GET %s
				""".formatted(this.socket, this.port, this.path));
		this.checks.forEach((line) -> text.append('\t').append(line).append('\n'));
		for (int i = 0; i < this.servers.size(); i++) {
			Server server = this.servers.get(i);
			text.append("\tserver s%d 127.0.0.1:%d port %d%s%n".formatted(i + 1, server.port(), server.probePort(),
					server.more()));
		}
		return text.toString();
	}

	/**
	 * One server.
	 *
	 * @param port where it serves
	 * @param probePort where it is checked
	 * @param more more of its options, each with a space before it
	 */
	record Server(int port, int probePort, String more) {

		Server(int port, int probePort) {
			this(port, probePort, "");
		}

	}

}
