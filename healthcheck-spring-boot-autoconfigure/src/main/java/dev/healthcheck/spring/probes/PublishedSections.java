package dev.healthcheck.spring.probes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.probe.ProbeSection;
import dev.healthcheck.probe.RunscopeContent;
import dev.healthcheck.spring.failure.ExplainedFailureException;
import org.jspecify.annotations.Nullable;

/**
 * The values of sections, as they were last found in the background: each section is a
 * check, {@code section-<name>}, that is no health contributor.
 */
final class PublishedSections implements Supplier<Map<String, @Nullable Object>> {

	private static final String VALUE = "value";

	private final CheckRegistry registry;

	private final Set<String> names = new LinkedHashSet<>();

	/**
	 * Create sections, and register their checks.
	 * @param registry the registry of checks
	 * @param sections the sections
	 * @throws ExplainedFailureException if a name is not valid or taken
	 */
	PublishedSections(CheckRegistry registry, List<ProbeSection> sections) {
		this.registry = registry;
		for (ProbeSection section : sections) {
			String name = section.name();
			if (!name.matches("[A-Za-z0-9_-]{1,56}")) {
				throw refused(name, "is not valid", "Use 1 to 56 of the characters A-Z a-z 0-9 _ -.");
			}
			if (RunscopeContent.RESERVED.contains(name) || !this.names.add(name)) {
				throw refused(name, "is taken", "Use a name that is neither another section's nor one of "
						+ RunscopeContent.RESERVED.stream().sorted().toList() + ".");
			}
			register(section);
		}
	}

	private void register(ProbeSection section) {
		try {
			this.registry.register(checkName(section.name()), () -> find(section));
		}
		catch (IllegalStateException ex) {
			throw refused(section.name(), "is taken: there is a check '" + checkName(section.name()) + "'",
					"Give the section or the check another name.");
		}
	}

	private static CheckResult find(ProbeSection section) throws Exception {
		@Nullable Object value = section.value().call();
		return (value != null) ? CheckResult.up().withDetail(VALUE, value) : CheckResult.up();
	}

	private static ExplainedFailureException refused(String name, String problem, String action) {
		return new ExplainedFailureException("The name '" + name + "' of a section of probes " + problem + ".", action);
	}

	private static String checkName(String name) {
		return "section-" + name;
	}

	@Override
	public Map<String, @Nullable Object> get() {
		if (this.names.isEmpty()) {
			return Map.of();
		}
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (String name : this.names) {
			CheckVerdict verdict = this.registry.verdict(checkName(name));
			CheckResult result = (verdict != null) ? verdict.result() : null;
			if (result != null && !result.isFailing()) {
				values.put(name, result.details().get(VALUE));
			}
		}
		return Collections.unmodifiableMap(values);
	}

}
