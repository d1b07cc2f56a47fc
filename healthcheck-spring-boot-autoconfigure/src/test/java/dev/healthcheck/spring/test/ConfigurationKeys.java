package dev.healthcheck.spring.test;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The keys that a record of properties binds.
 */
public final class ConfigurationKeys {

	private ConfigurationKeys() {
	}

	/**
	 * Return the keys below the prefix of a record. Maps have no keys of their own.
	 * @param type the record
	 * @return the keys
	 */
	public static List<String> of(Class<?> type) {
		List<String> keys = new ArrayList<>();
		for (RecordComponent component : type.getRecordComponents()) {
			String name = dashed(component.getName());
			if (component.getType().isRecord()) {
				of(component.getType()).forEach((key) -> keys.add(name + "." + key));
			}
			else if (!Map.class.isAssignableFrom(component.getType())) {
				keys.add(name);
			}
		}
		return keys;
	}

	private static String dashed(String name) {
		return ConfigurationPropertyName.of(name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)).toString();
	}

}
