package dev.healthcheck.benchmarks.haproxy;

import java.nio.file.Path;
import java.util.List;

/**
 * The configuration of a HAProxy in front of instances that share a database. With both
 * checks it is that of {@code docs/load-balancers/haproxy/shared-dependencies.cfg}.
 *
 * @param port where clients connect
 * @param socket where statistics are
 * @param rule how it chooses
 * @param servers the servers
 */
record SharedConfiguration(int port, Path socket, SharedRule rule, List<HaproxyConfiguration.Server> servers) {

	String text() {
		StringBuilder text = new StringBuilder("""
				global
					stats socket %s mode 600 level user
				defaults
					mode http
					timeout connect 2s
					timeout client 30s
					timeout server 30s
					timeout check 1s
					option redispatch 1
				frontend http
					bind 127.0.0.1:%d
				""".formatted(this.socket, this.port));
		String first = this.rule.backends().get(0);
		for (String other : this.rule.backends().subList(1, this.rule.backends().size())) {
			text.append("\tuse_backend %s if { nbsrv(%s) lt %d }%n".formatted(other, first, moreThanHalf()));
		}
		text.append("\tdefault_backend %s%n".formatted(first));
		this.rule.backends().forEach((backend) -> text.append(backend(backend)));
		return text.toString();
	}

	private int moreThanHalf() {
		return this.servers.size() / 2 + 1;
	}

	private String backend(String name) {
		StringBuilder text = new StringBuilder("""
				backend %s
					option httpchk GET /%sz
					default-server inter 1s fall 3 rise 2
				""".formatted(name, name));
		for (int i = 0; i < this.servers.size(); i++) {
			HaproxyConfiguration.Server server = this.servers.get(i);
			text.append(
					"\tserver app%d 127.0.0.1:%d check port %d%n".formatted(i + 1, server.port(), server.probePort()));
		}
		return text.toString();
	}

}
