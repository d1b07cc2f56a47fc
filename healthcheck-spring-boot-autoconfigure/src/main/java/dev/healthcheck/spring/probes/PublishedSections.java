package dev.healthcheck.spring.probes;

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
import dev.healthcheck.probe.protocol.RunscopeContent;
import dev.healthcheck.spring.failure.ExplainedFailureException;
import org.jspecify.annotations.Nullable;

/**
 * The last values of sections. They are read in the background: each section is a check,
 * {@code section-<name>}, but no health contributor.
 */
final class PublishedSections implements Supplier<Map<String, @Nullable Object>> {

	private static final String VALUE = "value";

	private static final String PREFIX = "section-";

	private final CheckRegistry registry;

	private final Set<String> names = new LinkedHashSet<>();

	PublishedSections(CheckRegistry registry, List<ProbeSection> sections) {
		this.registry = registry;
		sections.forEach(this::register);
	}

	private void register(ProbeSection section) {
		String name = section.name();
		if (!name.matches("[A-Za-z0-9_-]{1,56}")) {
			throw refused(name, "is not valid", "Use 1 to 56 of the characters A-Z a-z 0-9 _ -.");
		}
		if (RunscopeContent.RESERVED.contains(name) || !this.names.add(name)) {
			throw refused(name, "is already used", "Use a name that is neither another section's nor one of "
					+ RunscopeContent.RESERVED.stream().sorted().toList() + ".");
		}
		try {
			this.registry.register(PREFIX + name, () -> find(section));
		}
		catch (IllegalStateException ex) {
			throw refused(name, "is already used: there is a check '" + PREFIX + name + "'",
					"Give the section or the check another name.");
		}
	}

	private static CheckResult find(ProbeSection section) throws Exception {
		@Nullable Object value = section.value().call();
		return (value != null) ? CheckResult.up().withDetail(VALUE, value) : CheckResult.up();
	}

	private static ExplainedFailureException refused(String name, String problem, String action) {
		return new ExplainedFailureException("The name '" + name + "' of a probe section " + problem + ".", action);
	}

	@Override
	public Map<String, @Nullable Object> get() {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (String name : this.names) {
			CheckVerdict verdict = this.registry.verdict(PREFIX + name);
			CheckResult result = (verdict != null) ? verdict.result() : null;
			if (result != null && !result.isFailing()) {
				values.put(name, result.details().get(VALUE));
			}
		}
		return values;
	}

}
