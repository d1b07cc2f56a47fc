package dev.healthcheck.spring.checks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

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
 *
 * @since 0.1.0
 */
public final class ContributingCheckRegistry implements CheckRegistry {

	private final CheckRunner runner;

	private final Iterable<CheckFailureMapper> failureMappers;

	private final Object monitor = new Object();

	@GuardedBy("monitor")
	private final Map<String, Check> own = new LinkedHashMap<>();

	@GuardedBy("monitor")
	private @Nullable HealthContributorRegistry contributors;

	private volatile Set<String> ownNames = Set.of();

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
			this.own.put(name, check);
			publishOwnNames();
		}
	}

	@GuardedBy("monitor")
	private void publishOwnNames() {
		this.ownNames = Collections.unmodifiableSet(new LinkedHashSet<>(this.own.keySet()));
	}

	@Override
	public boolean unregister(String name) {
		synchronized (this.monitor) {
			this.own.remove(name);
			publishOwnNames();
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

	/**
	 * Return the names of the application's own checks: not workers, maintenance, the
	 * server or isolated indicators.
	 * @return an unmodifiable snapshot, in the order of registration
	 */
	public Set<String> ownNames() {
		return this.ownNames;
	}

	@Override
	public Set<String> names() {
		return this.runner.names();
	}

	/**
	 * Register all checks, also those that come later, as health contributors.
	 * @param contributors the registry of contributors
	 * @throws ExplainedFailureException if a check has the name of another contributor
	 */
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
							"Give the check another name than those of the other health contributors and of the"
									+ " health groups.",
							ex);
				}
			});
		}
	}

	private void contribute(String name, HealthContributorRegistry contributors) {
		contributors.registerContributor(name, new CheckHealthIndicator(this.runner, name));
	}

}
