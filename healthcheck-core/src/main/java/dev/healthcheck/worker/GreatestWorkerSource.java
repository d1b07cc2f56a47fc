package dev.healthcheck.worker;

import java.util.List;

/**
 * {@link WorkerSource} that counts by several others, and takes the greatest count: they
 * see the same workers, and each may miss some. What any of them ignores or lacks is
 * shown.
 */
final class GreatestWorkerSource implements WorkerSource {

	private final List<LastKnownWorkers> sources;

	GreatestWorkerSource(List<WorkerSource> sources) {
		this.sources = LastKnownWorkers.of(sources);
	}

	@Override
	public WorkerCount count() {
		WorkerCounts counts = WorkerCounts.by(this.sources);
		int ready = counts.each().stream().mapToInt(WorkerCount::ready).max().orElse(0);
		return new WorkerCount(ready, counts.ignored(), counts.problem());
	}

}
