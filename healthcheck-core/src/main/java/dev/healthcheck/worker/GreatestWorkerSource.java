package dev.healthcheck.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@link WorkerSource} that counts by several others, and takes the greatest count: they
 * see the same workers, and each may miss some. What any of them ignores or lacks is
 * shown.
 */
final class GreatestWorkerSource implements WorkerSource {

	private final List<WorkerSource> sources;

	GreatestWorkerSource(List<WorkerSource> sources) {
		this.sources = List.copyOf(sources);
	}

	@Override
	public WorkerCount count() {
		int ready = 0;
		Map<String, Integer> ignored = new TreeMap<>();
		List<String> problems = new ArrayList<>();
		for (WorkerSource source : this.sources) {
			WorkerCount count = WorkerCount.by(source);
			ready = Math.max(ready, count.ready());
			count.ignored().forEach((reason, number) -> ignored.merge(reason, number, Integer::sum));
			if (count.problem() != null) {
				problems.add(count.problem());
			}
		}
		return new WorkerCount(ready, ignored, problems.isEmpty() ? null : String.join("; ", problems));
	}

}
