package dev.healthcheck.probe.protocol;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Value object for what the answers of the format {@code runscope} consist of.
 *
 * @param plain whether the body is {@code OK} or {@code NOT OK}, and no JSON
 * @param hostname the name of the machine, or {@code null} to leave it out
 * @param sections returns the values of further properties by their names; at once
 * @since 0.1.0
 */
public record RunscopeContent(boolean plain, @Nullable String hostname, Supplier<? extends Map<String, ?>> sections) {

	/** The names that no section can have. */
	public static final Set<String> RESERVED = Set.of("hostname", "status", "timestamp", "results");

}
