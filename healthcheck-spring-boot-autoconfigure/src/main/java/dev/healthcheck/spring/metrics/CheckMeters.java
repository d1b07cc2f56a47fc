package dev.healthcheck.spring.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.healthcheck.check.CheckChange;
import dev.healthcheck.check.CheckListener;
import dev.healthcheck.check.CheckRunner;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for checks. Follows the checks that there are, on the thread of
 * events: one that is registered later gets its meters, and one that is removed loses
 * them. Meters read what is published, and nothing is recorded on threads of checks.
 */
final class CheckMeters implements MeterBinder, CheckListener {

	private final CheckRunner runner;

	private final Object lock = new Object();

	@GuardedBy("lock")
	private final List<MeteredChecks> registries = new ArrayList<>();

	CheckMeters(CheckRunner runner) {
		this.runner = runner;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		synchronized (this.lock) {
			this.registries.add(new MeteredChecks(registry, this.runner));
			follow();
		}
	}

	@Override
	public void onChange(CheckChange change) {
		// A check that changes is there already
	}

	@Override
	public void onNames(Set<String> names) {
		synchronized (this.lock) {
			follow();
		}
	}

	// Whoever comes last has seen the names of then, or newer ones
	@GuardedBy("lock")
	private void follow() {
		Set<String> names = this.runner.names();
		this.registries.forEach((registry) -> registry.follow(names));
	}

}
