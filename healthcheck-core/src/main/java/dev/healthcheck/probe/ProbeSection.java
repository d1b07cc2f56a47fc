package dev.healthcheck.probe;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * A property that an application adds to the responses in the format {@code runscope}.
 *
 * @param name the name of the property, 1 to 56 of the characters {@code A-Z a-z 0-9 _ -}
 * @param value finds its value, in the background like a check: text, a number, a
 * boolean, a map or a collection of these; any other value is shown as its
 * {@code toString()}. The property is omitted while this fails
 * @since 0.1.0
 */
public record ProbeSection(String name, Callable<? extends @Nullable Object> value) {

	/** Create a section whose value does not change. */
	public static ProbeSection of(String name, Object value) {
		return new ProbeSection(name, () -> value);
	}

}
