package dev.healthcheck.probe.protocol;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Value object for the content of responses in the format {@code runscope}.
 *
 * @param plain whether the body is {@code OK} or {@code NOT OK} instead of JSON
 * @param hostname the name of the machine, or {@code null} to omit it
 * @param sections returns the values of further properties by name, without blocking
 */
public record RunscopeContent(boolean plain, @Nullable String hostname, Supplier<? extends Map<String, ?>> sections) {

	/** The names that no section can have. */
	public static final Set<String> RESERVED = Set.of("hostname", "status", "timestamp", "results");

}
