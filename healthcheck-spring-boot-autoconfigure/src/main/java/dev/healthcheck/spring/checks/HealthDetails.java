package dev.healthcheck.spring.checks;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;

/**
 * Takes snapshots of the details of health. Details may hold objects of the application,
 * whose getters can do anything: they are read here, on the thread of a check, so that
 * readers of the health run none of them.
 *
 * @since 0.1.0
 */
public final class HealthDetails {

	private final UnaryOperator<Object> plain;

	HealthDetails(UnaryOperator<Object> plain) {
		this.plain = plain;
	}

	/**
	 * Return an instance for applications without Jackson.
	 * @return writes objects of the application as their text
	 */
	public static HealthDetails asText() {
		return new HealthDetails(String::valueOf);
	}

	/**
	 * Return an immutable copy of a health.
	 * @param health the health
	 * @return a copy with the same status and details
	 */
	public Health snapshot(Health health) {
		Health.Builder copy = Health.status(health.getStatus());
		health.getDetails()
			.forEach((name, value) -> copy.withDetail(name, Objects.requireNonNullElse(copy(value), "null")));
		return copy.build();
	}

	private @Nullable Object copy(@Nullable Object value) {
		if (value == null) {
			return null;
		}
		if (value instanceof CharSequence) {
			return value.toString();
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> copy = new LinkedHashMap<>();
			map.forEach((key, element) -> copy.put(String.valueOf(key), copy(element)));
			return copy;
		}
		if (value instanceof Collection<?> collection) {
			List<@Nullable Object> copy = new ArrayList<>();
			collection.forEach((element) -> copy.add(copy(element)));
			return copy;
		}
		if (value.getClass().isArray()) {
			return copyOfArray(value);
		}
		return isSimple(value) ? value : plain(value);
	}

	private Object copyOfArray(Object array) {
		if (array instanceof byte[] bytes) {
			return bytes.clone();
		}
		List<@Nullable Object> copy = new ArrayList<>();
		for (int i = 0; i < Array.getLength(array); i++) {
			copy.add(copy(Array.get(array, i)));
		}
		return copy;
	}

	// The JDK's own values: numbers, times, files, identifiers
	private static boolean isSimple(Object value) {
		return value instanceof Enum<?> || (value.getClass().getClassLoader() == null && !isHolder(value));
	}

	private static boolean isHolder(Object value) {
		return value instanceof Optional<?> || value instanceof AtomicReference<?> || value instanceof Map.Entry<?, ?>
				|| value instanceof Supplier<?>;
	}

	/**
	 * Return a value as JSON has it.
	 * @param value the value, which must not be a map, a collection or an array
	 * @return maps, collections and simple values
	 */
	public @Nullable Object plain(Object value) {
		try {
			return this.plain.apply(value);
		}
		catch (RuntimeException ex) {
			return "(could not be read: " + ex.getClass().getName() + ")";
		}
	}

}
