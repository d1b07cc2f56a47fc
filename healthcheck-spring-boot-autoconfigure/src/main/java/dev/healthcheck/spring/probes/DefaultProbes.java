package dev.healthcheck.spring.probes;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.healthcheck.spring.properties.ProbeProperties;
import org.jspecify.annotations.Nullable;

/**
 * The probes that exist by default, and the defaults of configured probes.
 */
final class DefaultProbes {

	private static final Map<String, String> GROUPS = Map.of("livez", "liveness", "readyz", "readiness", "startupz",
			"startup");

	private DefaultProbes() {
	}

	static Map<String, ProbeProperties> and(Map<String, ProbeProperties> configured) {
		Map<String, ProbeProperties> probes = new LinkedHashMap<>();
		probes.put("livez", ProbeProperties.DEFAULT);
		probes.put("readyz", ProbeProperties.DEFAULT);
		probes.put("startupz", ProbeProperties.DEFAULT);
		probes.putAll(configured);
		return probes;
	}

	static String path(String name, ProbeProperties probe) {
		if (probe.path() != null) {
			return probe.path();
		}
		String ofFormat = GROUPS.containsKey(name) ? null : ProbeFormats.PATHS.get(probe.format());
		return (ofFormat != null) ? ofFormat : "/" + name;
	}

	static @Nullable String group(String name, ProbeProperties probe) {
		if (probe.group() != null) {
			return probe.group();
		}
		// Liveness stays liveness, whatever its format
		return GROUPS.getOrDefault(name, ProbeFormats.PATHS.containsKey(probe.format()) ? "readiness" : null);
	}

}
