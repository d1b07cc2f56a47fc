package dev.healthcheck.spring.test;

import java.beans.PropertyDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The keys that a class of properties binds, as its getters and setters say.
 */
public final class ConfigurationKeys {

	private ConfigurationKeys() {
	}

	/**
	 * Return the keys below the prefix of a class. Maps have no keys of their own.
	 * @param type the class
	 * @return the keys
	 */
	public static List<String> of(Class<?> type) {
		List<String> keys = new ArrayList<>();
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
			String name = dashed(property.getName());
			if (property.getWriteMethod() != null) {
				keys.add(name);
			}
			else if (!Map.class.isAssignableFrom(property.getPropertyType()) && !name.equals("class")) {
				of(property.getPropertyType()).forEach((key) -> keys.add(name + "." + key));
			}
		}
		return keys;
	}

	private static String dashed(String name) {
		return ConfigurationPropertyName.of(name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)).toString();
	}

}
