package dev.healthcheck.benchmarks.haproxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what HAProxy answers to {@code show stat}: CSV, whose first line names the
 * columns.
 */
final class HaproxyStatistics {

	private static final String SERVERS = "servers";

	private HaproxyStatistics() {
	}

	/**
	 * Return which servers are up. One that is going down still is: it has requests.
	 * @param csv the CSV
	 * @return whether each is, in the order of the configuration
	 * @throws IllegalArgumentException when that is not HAProxy's CSV
	 */
	static List<Boolean> up(String csv) {
		List<String> lines = csv.lines().toList();
		if (lines.isEmpty() || !lines.get(0).startsWith("# pxname,svname,")) {
			throw new IllegalArgumentException("'csv' must begin with '# pxname,svname,'");
		}
		int status = Arrays.asList(lines.get(0).split(",")).indexOf("status");
		List<Boolean> up = new ArrayList<>();
		for (String line : lines) {
			String[] cells = line.split(",", -1);
			boolean server = cells[0].equals(SERVERS) && !cells[1].equals("BACKEND") && !cells[1].equals("FRONTEND");
			if (server) {
				up.add(cells[status].startsWith("UP") || cells[status].equals("no check"));
			}
		}
		return List.copyOf(up);
	}

}
