package dev.healthcheck.spring.checks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.spring.failure.ExplainedFailureException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.registry.HealthContributorRegistry;

/**
 * {@link CheckRegistry} that makes each check a health contributor of the same name, as
 * soon as there is a registry of contributors.
 */
public final class ContributingCheckRegistry implements CheckRegistry {

	private final CheckRunner runner;

	private final Iterable<CheckFailureMapper> failureMappers;

	private final Object monitor = new Object();

	@GuardedBy("monitor")
	private @Nullable HealthContributorRegistry contributors;

	/** Immutable, and replaced under the monitor. */
	private volatile Map<String, Check> own = Map.of();

	// The mappers are looked up at each failure
	ContributingCheckRegistry(CheckRunner runner, Map<String, Check> declared,
			Iterable<CheckFailureMapper> failureMappers) {
		this.runner = runner;
		this.failureMappers = failureMappers;
		declared.forEach(this::register);
	}

	@Override
	public void register(String name, Check check) {
		add(name, check, () -> this.runner.register(name, mapped(name, check)));
	}

	@Override
	public void register(String name, Check check, CheckSettings settings) {
		add(name, check, () -> this.runner.register(name, mapped(name, check), settings));
	}

	private Check mapped(String name, Check check) {
		return new MappedCheck(name, check, this.failureMappers);
	}

	private void add(String name, Check check, Runnable registration) {
		if (name.contains("/")) {
			throw new IllegalArgumentException("The name '" + name + "' of a check must not contain a slash: it could"
					+ " not be reached as a health contributor");
		}
		synchronized (this.monitor) {
			registration.run();
			try {
				if (this.contributors != null) {
					contribute(name, this.contributors);
				}
			}
			catch (RuntimeException ex) {
				this.runner.unregister(name);
				throw ex;
			}
			changeOwn((own) -> own.put(name, check));
		}
	}

	@GuardedBy("monitor")
	private void changeOwn(Consumer<Map<String, Check>> change) {
		Map<String, Check> own = new LinkedHashMap<>(this.own);
		change.accept(own);
		this.own = Collections.unmodifiableMap(own);
	}

	@Override
	public boolean unregister(String name) {
		synchronized (this.monitor) {
			changeOwn((own) -> own.remove(name));
			if (this.contributors != null && this.contributors.getContributor(name) instanceof CheckHealthIndicator) {
				this.contributors.unregisterContributor(name);
			}
			return this.runner.unregister(name);
		}
	}

	@Override
	public @Nullable CheckVerdict verdict(String name) {
		return this.runner.verdict(name);
	}

	@Override
	public @Nullable CheckSettings settings(String name) {
		return this.runner.settings(name);
	}

	// In the order of registration; not workers, maintenance, the server and indicators
	public Set<String> ownNames() {
		return this.own.keySet();
	}

	@Override
	public Set<String> names() {
		return this.runner.names();
	}

	// Registers all checks, also those that come later, as health contributors
	public void contributeTo(HealthContributorRegistry contributors) {
		synchronized (this.monitor) {
			this.contributors = contributors;
			this.own.forEach((name, check) -> {
				try {
					contribute(name, contributors);
				}
				catch (IllegalStateException ex) {
					throw new ExplainedFailureException(
							"The check '" + name + "', " + check + ", cannot be a health contributor: "
									+ ex.getMessage(),
							"Rename the check: no other health contributor and no health group can have its name.", ex);
				}
			});
		}
	}

	private void contribute(String name, HealthContributorRegistry contributors) {
		contributors.registerContributor(name, new CheckHealthIndicator(this.runner, name));
	}

}
