package dev.healthcheck.spring.autoconfigure;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Checks of single properties, that name the property.
 */
final class Require {

	private Require() {
	}

	static int between(String property, int value, int minimum, int maximum) {
		if (value < minimum || value > maximum) {
			throw new IllegalArgumentException(
					"'%s' must be from %d to %d, but is %d".formatted(property, minimum, maximum, value));
		}
		return value;
	}

	static Duration positive(String property, Duration value) {
		if (value.isZero() || value.isNegative()) {
			throw new IllegalArgumentException("'%s' must be positive".formatted(property));
		}
		return bounded(property, value);
	}

	static Duration notNegative(String property, Duration value) {
		if (value.isNegative()) {
			throw new IllegalArgumentException("'%s' must not be negative".formatted(property));
		}
		return bounded(property, value);
	}

	// Sums of durations must fit nanoseconds in a long, and Tomcat's fit milliseconds in
	// an int
	private static Duration bounded(String property, Duration value) {
		if (value.compareTo(Duration.ofDays(7)) > 0) {
			throw new IllegalArgumentException("'%s' must be at most 7 days".formatted(property));
		}
		return value;
	}

	static String text(String property, String value) {
		if (value.isBlank()) {
			throw new IllegalArgumentException("'%s' must not be blank".formatted(property));
		}
		return value;
	}

	static Path path(String property, String value) {
		try {
			return Path.of(value).toAbsolutePath();
		}
		catch (InvalidPathException ex) {
			throw new InvalidConfigurationPropertyValueException(property, value, ex.getMessage());
		}
	}

}
