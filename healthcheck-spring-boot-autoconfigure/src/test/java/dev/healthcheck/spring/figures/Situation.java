package dev.healthcheck.spring.figures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.healthcheck.spring.figures.FaultyCheck.Fault;

/**
 * What is wrong with a {@link SoakedApplication}, and the oracle that says what it must
 * answer then.
 *
 * @param faults the fault of each check
 * @param standing by check, what the last runs that ended in time have led to
 * @param maintenance whether it is in maintenance
 * @param accepting whether it accepts traffic
 * @param working whether its other worker lives
 */
record Situation(Map<String, Fault> faults, Map<String, String> standing, boolean maintenance, boolean accepting,
		boolean working) {

	private static final String ROOT = "/actuator/health";

	private static final List<String> ORDER = List.of("MAINTENANCE", "DOWN", "OUT_OF_SERVICE", "UP");

	Situation {
		faults = Map.copyOf(faults);
		standing = Map.copyOf(standing);
	}

	/**
	 * Return what may be answered.
	 * @return by path, the answers
	 */
	Map<String, Set<String>> expected() {
		Map<String, Set<String>> expected = new LinkedHashMap<>();
		expected.put("/livez", Set.of("200 ok"));
		expected.put("/readyz", reasons().isEmpty() ? Set.of("200 ok") : reasons());
		expected.put(ROOT + "/liveness", Set.of("200 UP"));
		this.faults.keySet().forEach((name) -> expected.put(ROOT + "/" + name, Set.of(answer(shown(name)))));
		expected.put(ROOT + "/workers", Set.of(answer(workers())));
		expected.put(ROOT + "/maintenance", Set.of(answer(this.maintenance ? "MAINTENANCE" : "UP")));
		expected.put(ROOT, Set.of(answer(root())));
		return expected;
	}

	/**
	 * Return what may be answered until the next change is seen: for a check that hangs,
	 * too, what it showed before, until its second run in a row has failed.
	 * @return by path, the answers
	 */
	Map<String, Set<String>> expectedUntilSeen() {
		Map<String, Set<String>> expected = expected();
		this.standing.forEach((name, status) -> expected.computeIfPresent(ROOT + "/" + name, (path, answers) -> {
			Set<String> both = new TreeSet<>(answers);
			both.add(answer(status));
			return both;
		}));
		return expected;
	}

	private String shown(String name) {
		String standing = this.standing.getOrDefault(name, "UP");
		return (isHanging(name) && standing.equals("UP")) ? "DEGRADED" : standing;
	}

	private boolean isHanging(String name) {
		return this.faults.getOrDefault(name, Fault.NONE).isHang();
	}

	private String workers() {
		// Two are required, this process is one of them: where it alone is missing it is
		// on its way
		if (!this.working) {
			return "DOWN";
		}
		return this.accepting ? "UP" : "OUT_OF_SERVICE";
	}

	private Set<String> reasons() {
		Set<String> reasons = new TreeSet<>();
		if (this.maintenance) {
			reasons.add("503 maintenance");
		}
		if (!this.accepting) {
			reasons.add("503 draining");
		}
		if (!workers().equals("UP")) {
			reasons.add("503 workers");
		}
		if (shown("gate").equals("DOWN")) {
			reasons.add("503 gate");
		}
		return reasons;
	}

	private String root() {
		Set<String> statuses = new TreeSet<>(List.of(workers(), "UP"));
		if (this.maintenance) {
			statuses.add("MAINTENANCE");
		}
		this.faults.keySet().forEach((name) -> statuses.add(shown(name)));
		return ORDER.stream().filter(statuses::contains).findFirst().orElseThrow();
	}

	private static String answer(String status) {
		return ((ORDER.contains(status) && !status.equals("UP")) ? "503 " : "200 ") + status;
	}

	/**
	 * Return what of an answer is compared.
	 * @param path the path that was asked
	 * @param answer the code and the body
	 * @return the code and the status
	 */
	static String shown(String path, String answer) {
		if (!path.startsWith(ROOT)) {
			return answer;
		}
		int status = answer.lastIndexOf("\"status\":\"") + "\"status\":\"".length();
		return answer.substring(0, 4) + answer.substring(status, answer.indexOf('"', status));
	}

}
