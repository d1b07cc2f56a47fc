package dev.healthcheck.spring.properties;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Requirements for the values of single properties. A value that is not set meets them.
 */
final class Require {

	private Require() {
	}

	static void port(String property, @Nullable Integer value) {
		between(property, value, 0, 65535);
	}

	static void between(String property, @Nullable Integer value, int minimum, int maximum) {
		if (value != null && (value < minimum || value > maximum)) {
			throw invalid(property, value, "must be from %d to %d".formatted(minimum, maximum));
		}
	}

	static void positive(String property, @Nullable Duration value) {
		if (value != null && value.isZero()) {
			throw invalid(property, value, "must be positive");
		}
		notNegative(property, value);
	}

	// Sums of durations must fit nanoseconds in a long, and Tomcat's fit milliseconds in
	// an int
	static void notNegative(String property, @Nullable Duration value) {
		if (value != null && value.isNegative()) {
			throw invalid(property, value, "must not be negative");
		}
		if (value != null && value.compareTo(Duration.ofDays(7)) > 0) {
			throw invalid(property, value, "must be at most 7 days");
		}
	}

	static void text(String property, @Nullable String value) {
		if (value != null && value.isBlank()) {
			throw invalid(property, value, "must not be blank");
		}
	}

	static Path path(String property, @Nullable String value) {
		try {
			return Path.of((value != null) ? value : "").toAbsolutePath();
		}
		catch (InvalidPathException ex) {
			throw invalid(property, value, ex.getReason());
		}
	}

	static InvalidConfigurationPropertyValueException invalid(String property, @Nullable Object value, String reason) {
		return new InvalidConfigurationPropertyValueException(property, value, reason);
	}

}
