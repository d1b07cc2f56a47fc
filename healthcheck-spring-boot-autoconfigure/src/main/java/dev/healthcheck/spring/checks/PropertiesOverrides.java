package dev.healthcheck.spring.checks;

import java.util.Map;

import dev.healthcheck.check.CheckOverrides;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.spring.properties.OverrideProperties;
import org.jspecify.annotations.Nullable;

/**
 * {@link CheckOverrides} by properties. Those of a composite count for its children, and
 * a child's own before them.
 */
final class PropertiesOverrides implements CheckOverrides {

	private final Map<String, OverrideProperties> overrides;

	private final NamedKeys keys;

	PropertiesOverrides(Map<String, OverrideProperties> overrides) {
		this.overrides = overrides;
		this.keys = new NamedKeys("healthcheck.overrides", overrides.keySet());
	}

	@Override
	public CheckSettings apply(String name, CheckSettings settings) {
		int slash = name.lastIndexOf('/');
		CheckSettings inherited = (slash > 0) ? apply(name.substring(0, slash), settings) : settings;
		@Nullable String key = this.keys.keyFor(name);
		@Nullable OverrideProperties override = (key != null) ? this.overrides.get(key) : null;
		return (override != null) ? override.applyTo(inherited) : inherited;
	}

	NamedKeys keys() {
		return this.keys;
	}

}
