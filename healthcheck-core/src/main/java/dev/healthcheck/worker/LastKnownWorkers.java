package dev.healthcheck.worker;

import java.util.List;
import java.util.Objects;

import dev.healthcheck.check.CheckResult;

/**
 * {@link WorkerSource} that keeps the last count of another one while that fails. Used by
 * one thread at a time.
 */
final class LastKnownWorkers implements WorkerSource {

	private final WorkerSource source;

	private WorkerCount last = WorkerCount.of(0);

	LastKnownWorkers(WorkerSource source) {
		this.source = source;
	}

	static List<LastKnownWorkers> of(List<WorkerSource> sources) {
		return sources.stream().map(LastKnownWorkers::new).toList();
	}

	@Override
	public WorkerCount count() {
		try {
			this.last = Objects.requireNonNull(this.source.count(), "returned null");
			return this.last;
		}
		// An Error too, as where memory is short
		catch (Throwable ex) {
			return new WorkerCount(this.last.ready(), this.last.ignored(),
					CheckResult.failed(ex).message() + "; keeping the last known count");
		}
	}

}
