package dev.healthcheck.spring.checks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

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

	private final Map<String, Check> waiting = new LinkedHashMap<>();

	private @Nullable HealthContributorRegistry contributors;

	private volatile Set<String> ownNames = Set.of();

	/**
	 * Create a registry with the checks that an application declares.
	 * @param runner runs the checks
	 * @param declared the checks by their names
	 * @param failureMappers make results of what checks throw; iterated at each failure
	 */
	public ContributingCheckRegistry(CheckRunner runner, Map<String, Check> declared,
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
				if (this.contributors == null) {
					this.waiting.put(name, check);
				}
				else {
					contribute(name, this.contributors);
				}
			}
			catch (RuntimeException ex) {
				this.runner.unregister(name);
				throw ex;
			}
			changeOwnNames((names) -> names.add(name));
		}
	}

	private void changeOwnNames(Consumer<Set<String>> change) {
		Set<String> names = new LinkedHashSet<>(this.ownNames);
		change.accept(names);
		this.ownNames = Collections.unmodifiableSet(names);
	}

	@Override
	public boolean unregister(String name) {
		synchronized (this.monitor) {
			this.waiting.remove(name);
			changeOwnNames((names) -> names.remove(name));
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
	 * Return the names of the checks that were registered here: the application's own,
	 * neither workers nor maintenance nor indicators that are isolated.
	 * @return an unmodifiable snapshot, in the order of their registration
	 */
	public Set<String> ownNames() {
		return this.ownNames;
	}

	@Override
	public Set<String> names() {
		return this.runner.names();
	}

	/**
	 * Contribute the checks of now and of later to a registry.
	 * @param contributors the registry of contributors
	 * @throws ExplainedFailureException if a check has the name of another contributor
	 */
	public void contributeTo(HealthContributorRegistry contributors) {
		synchronized (this.monitor) {
			this.contributors = contributors;
			this.waiting.forEach((name, check) -> {
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
			this.waiting.clear();
		}
	}

	private void contribute(String name, HealthContributorRegistry contributors) {
		contributors.registerContributor(name, new CheckHealthIndicator(this.runner, name));
	}

}
