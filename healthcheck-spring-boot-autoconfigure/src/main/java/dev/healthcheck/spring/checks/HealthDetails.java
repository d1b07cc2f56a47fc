package dev.healthcheck.spring.checks;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.springframework.util.ObjectUtils;

/**
 * Takes snapshots of the details of health. Details may hold objects of the application,
 * whose getters can do anything. They are called here, on the thread of a check, and not
 * by readers of the health.
 */
public final class HealthDetails {

	private final UnaryOperator<Object> plain;

	HealthDetails(UnaryOperator<Object> plain) {
		this.plain = plain;
	}

	// For applications without Jackson
	public static HealthDetails asText() {
		return new HealthDetails(String::valueOf);
	}

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
		if (value instanceof byte[] bytes) {
			return bytes.clone();
		}
		if (value.getClass().isArray()) {
			return copy(Arrays.asList(ObjectUtils.toObjectArray(value)));
		}
		return isSimple(value) ? value : plain(value);
	}

	// The JDK's own values: numbers, times, files, identifiers
	private static boolean isSimple(Object value) {
		return value instanceof Enum<?> || (value.getClass().getClassLoader() == null && !isHolder(value));
	}

	private static boolean isHolder(Object value) {
		return value instanceof Optional<?> || value instanceof AtomicReference<?> || value instanceof Map.Entry<?, ?>
				|| value instanceof Supplier<?>;
	}

	// Maps, collections and simple values, as in JSON, for any other object
	public @Nullable Object plain(Object value) {
		try {
			return this.plain.apply(value);
		}
		catch (RuntimeException ex) {
			return "(could not be read: " + ex.getClass().getName() + ")";
		}
	}

}
