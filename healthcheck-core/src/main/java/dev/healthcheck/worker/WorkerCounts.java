package dev.healthcheck.worker;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Value object for what several sources have counted, each on its own.
 *
 * @param each the counts, in the order of the sources
 */
record WorkerCounts(List<WorkerCount> each) {

	static WorkerCounts by(List<LastKnownWorkers> sources) {
		return new WorkerCounts(sources.stream().map(LastKnownWorkers::count).toList());
	}

	long total() {
		return this.each.stream().mapToLong(WorkerCount::ready).sum();
	}

	/** For sources that see the same workers, of which each may miss some. */
	WorkerCount greatest() {
		int ready = this.each.stream().mapToInt(WorkerCount::ready).max().orElse(0);
		return new WorkerCount(ready, ignored(), problem());
	}

	Map<String, Integer> ignored() {
		Map<String, Integer> ignored = new TreeMap<>();
		this.each.forEach(
				(count) -> count.ignored().forEach((reason, number) -> ignored.merge(reason, number, Integer::sum)));
		return ignored;
	}

	@Nullable String problem() {
		List<String> problems = this.each.stream().map(WorkerCount::problem).filter(Objects::nonNull).toList();
		return problems.isEmpty() ? null : String.join("; ", problems);
	}

}
