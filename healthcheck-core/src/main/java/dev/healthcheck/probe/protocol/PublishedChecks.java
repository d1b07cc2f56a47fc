package dev.healthcheck.probe.protocol;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckVerdict;
import org.jspecify.annotations.Nullable;

/**
 * What is published about the checks of an application itself: neither workers nor
 * maintenance, nor what a framework brings.
 *
 * @since 0.1.0
 */
public final class PublishedChecks {

	private final CheckRegistry registry;

	private final Supplier<? extends Collection<String>> names;

	/**
	 * Create a view.
	 * @param registry the registry of all checks
	 * @param names returns the names of the application's own, in the order in which they
	 * were added; at once
	 */
	public PublishedChecks(CheckRegistry registry, Supplier<? extends Collection<String>> names) {
		this.registry = registry;
		this.names = names;
	}

	List<PublishedCheck> all() {
		return this.names.get().stream().map(this::published).filter(Objects::nonNull).toList();
	}

	@Nullable PublishedCheck named(String name) {
		return this.names.get().contains(name) ? published(name) : null;
	}

	private @Nullable PublishedCheck published(String name) {
		CheckVerdict verdict = this.registry.verdict(name);
		CheckSettings settings = this.registry.settings(name);
		// Removed just now, otherwise
		return (verdict != null && settings != null) ? PublishedCheck.of(name, verdict, settings) : null;
	}

}
