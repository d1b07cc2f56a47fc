package dev.healthcheck.benchmarks.haproxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what HAProxy answers to {@code show stat}: CSV, whose first line names the
 * columns.
 */
final class HaproxyStatistics {

	private HaproxyStatistics() {
	}

	/**
	 * Return which servers are up. One that is going down still is: it has requests.
	 * @param csv the CSV
	 * @return whether each is, in the order of the configuration
	 * @throws IllegalArgumentException when that is not HAProxy's CSV
	 */
	static List<Boolean> up(String csv) {
		return servers(csv, "status").stream()
			.map((status) -> status.startsWith("UP") || status.equals("no check"))
			.toList();
	}

	/**
	 * Return how often each server went from UP to DOWN.
	 * @param csv the CSV
	 * @return how often, in the order of the configuration
	 * @throws IllegalArgumentException when that is not HAProxy's CSV
	 */
	static List<Integer> takenOut(String csv) {
		// It is empty for a server that is not checked
		return servers(csv, "chkdown").stream().map((count) -> count.isEmpty() ? 0 : Integer.parseInt(count)).toList();
	}

	private static List<String> servers(String csv, String column) {
		List<String> lines = csv.lines().toList();
		if (lines.isEmpty() || !lines.get(0).startsWith("# pxname,svname,")) {
			throw new IllegalArgumentException("'csv' must begin with '# pxname,svname,'");
		}
		int index = Arrays.asList(lines.get(0).split(",")).indexOf(column);
		List<String> values = new ArrayList<>();
		for (String line : lines.subList(1, lines.size())) {
			String[] cells = line.split(",", -1);
			if (!cells[1].equals("BACKEND") && !cells[1].equals("FRONTEND")) {
				values.add(cells[index]);
			}
		}
		return values;
	}

}
