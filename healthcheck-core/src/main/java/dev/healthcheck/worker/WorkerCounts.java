package dev.healthcheck.worker;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * Value object for the counts of several sources, in the order of the sources.
 */
record WorkerCounts(List<WorkerCount> each) {

	// The supplier keeps the last count of a source that fails, and is for one thread
	static Supplier<WorkerCounts> of(List<WorkerSource> sources) {
		List<LastKnown> known = sources.stream().map(LastKnown::new).toList();
		return () -> new WorkerCounts(known.stream().map(LastKnown::count).toList());
	}

	long total() {
		return this.each.stream().mapToLong(WorkerCount::ready).sum();
	}

	// For sources that see the same workers, of which each may miss some
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

	private static final class LastKnown {

		private final WorkerSource source;

		private WorkerCount last = WorkerCount.of(0);

		LastKnown(WorkerSource source) {
			this.source = source;
		}

		WorkerCount count() {
			try {
				this.last = Objects.requireNonNull(this.source.count(), "returned null");
				return this.last;
			}
			// An Error too, for example if memory is short
			catch (Throwable ex) {
				return new WorkerCount(this.last.ready(), this.last.ignored(),
						CheckResult.failed(ex).message() + "; keeping the last known count");
			}
		}

	}

}
