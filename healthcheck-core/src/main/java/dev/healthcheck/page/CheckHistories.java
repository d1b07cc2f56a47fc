package dev.healthcheck.page;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import dev.healthcheck.check.CheckChange;
import dev.healthcheck.check.CheckListener;
import dev.healthcheck.check.CheckRun;
import dev.healthcheck.check.RunListener;

/**
 * Remembers the last changes and runs of each check, in memory alone.
 *
 * <p>
 * Written by the threads of runs and the one of changes, read by all. Each history is
 * immutable and replaced as a whole. What is remembered of checks that are gone goes with
 * the next that is to be remembered of any other.
 *
 * @since 0.1.0
 */
public final class CheckHistories implements CheckListener, RunListener {

	private final Supplier<? extends Set<String>> names;

	private final InstantSource clock;

	private final Map<String, CheckHistory> histories = new ConcurrentHashMap<>();

	/**
	 * Create histories, empty at first.
	 * @param names returns the names of the checks that there are; at once
	 * @param clock tells when a change happened; for display only
	 */
	public CheckHistories(Supplier<? extends Set<String>> names, InstantSource clock) {
		this.names = names;
		this.clock = clock;
	}

	@Override
	public void onChange(CheckChange change) {
		StatusChange last = new StatusChange(this.clock.instant(), change.to().status(), change.to().isLate());
		remember(change.name(), (history) -> history.with(last));
	}

	@Override
	public void onRun(String name, CheckRun run) {
		PastRun last = PastRun.of(run);
		remember(name, (history) -> history.with(last));
	}

	private void remember(String name, UnaryOperator<CheckHistory> addition) {
		this.histories.compute(name, (key, history) -> addition.apply((history != null) ? history : CheckHistory.NONE));
		Set<String> names = this.names.get();
		if (!names.contains(name)) {
			// Removed meanwhile
			this.histories.remove(name);
		}
		if (this.histories.size() > names.size()) {
			this.histories.keySet().retainAll(names);
		}
	}

	/**
	 * Return what is remembered of a check.
	 * @param name the name of the check
	 * @return its history, empty if nothing is remembered
	 */
	public CheckHistory of(String name) {
		return this.histories.getOrDefault(name, CheckHistory.NONE);
	}

	int size() {
		return this.histories.size();
	}

}
