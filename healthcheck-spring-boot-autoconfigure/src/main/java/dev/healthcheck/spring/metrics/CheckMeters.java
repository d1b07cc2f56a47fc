package dev.healthcheck.spring.metrics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.healthcheck.check.CheckChange;
import dev.healthcheck.check.CheckListener;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckStatistics;
import dev.healthcheck.check.CheckStatistics.RunOutcome;
import dev.healthcheck.check.CheckThreads;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterBinder} for checks and the threads that they share. A check gets its meters
 * when it is registered, and loses them when it is removed, on the thread of events.
 * Meters read published results: the threads of checks record nothing.
 */
final class CheckMeters implements MeterBinder, CheckListener {

	private final CheckRunner runner;

	private final Object lock = new Object();

	/** By registry and name of the check. */
	@GuardedBy("lock")
	private final Map<MeterRegistry, Map<String, SnapshotMeters<CheckStatistics>>> registries = new HashMap<>();

	CheckMeters(CheckRunner runner) {
		this.runner = runner;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		registerPool(registry);
		synchronized (this.lock) {
			this.registries.putIfAbsent(registry, new HashMap<>());
			follow();
		}
	}

	@Override
	public void onChange(CheckChange change) {
		// A check that changes has its meters already
	}

	@Override
	public void onNames(Set<String> names) {
		synchronized (this.lock) {
			follow();
		}
	}

	// Names are read under the lock, so the last caller always applies the latest set
	@GuardedBy("lock")
	private void follow() {
		Set<String> names = this.runner.names();
		this.registries.forEach((registry, checks) -> {
			checks.entrySet().removeIf((check) -> {
				boolean gone = !names.contains(check.getKey());
				if (gone) {
					check.getValue().remove();
				}
				return gone;
			});
			names.forEach((name) -> checks.computeIfAbsent(name, (added) -> register(registry, added)));
		});
	}

	private void registerPool(MeterRegistry registry) {
		SnapshotMeters<CheckThreads.Usage> pool = new SnapshotMeters<>(registry, Tags.empty(), this.runner::pool);
		pool.gauge("healthcheck.pool.busy", "threads", "Number of threads that run a check", CheckThreads.Usage::busy);
		pool.gauge("healthcheck.pool.max", "threads", "Maximum number of threads that run checks",
				CheckThreads.Usage::maximum);
		pool.gauge("healthcheck.pool.waiting", "checks", "Number of checks that wait for a thread",
				CheckThreads.Usage::waiting);
		pool.gauge("healthcheck.pool.hung", "checks",
				"Number of checks that hold a thread for longer than their timeout", CheckThreads.Usage::hung);
	}

	private @Nullable SnapshotMeters<CheckStatistics> register(MeterRegistry registry, String name) {
		CheckStatistics first = this.runner.statistics(name);
		if (first == null) {
			return null;
		}
		// Keeps the last ones between the removal of the check and that of its meters
		AtomicReference<CheckStatistics> last = new AtomicReference<>(first);
		SnapshotMeters<CheckStatistics> meters = new SnapshotMeters<>(registry, Tags.of("check", name),
				() -> last.updateAndGet((before) -> Objects.requireNonNullElse(this.runner.statistics(name), before)));
		register(meters);
		return meters;
	}

	private static void register(SnapshotMeters<CheckStatistics> meters) {
		meters.status("healthcheck.check.status", "Whether the check has this status",
				(check) -> check.verdict().status().code());
		meters.gauge("healthcheck.check.age", "seconds", "Time since the last run that counts",
				(check) -> seconds(check.age(), Double.NaN));
		meters.gauge("healthcheck.check.late", "seconds", "Time for which the check has been late, 0 if it is not",
				(check) -> seconds(check.verdict().lateFor(), 0));
		meters.counter("healthcheck.check.changes", "Number of changes of the status of the check", Tags.empty(),
				CheckStatistics::changes);
		// A few runs a minute are too few for a histogram
		for (RunOutcome outcome : RunOutcome.values()) {
			meters.timer("healthcheck.check.runs", "Runs of the check that have ended",
					Tags.of("outcome", outcome.name().toLowerCase(Locale.ROOT)), (check) -> check.runs(outcome).count(),
					(check) -> check.runs(outcome).duration().toNanos());
		}
	}

	private static double seconds(@Nullable Duration duration, double otherwise) {
		return (duration != null) ? duration.toNanos() / 1e9 : otherwise;
	}

}
