package dev.healthcheck.spring.checks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.healthcheck.spring.failure.ExplainedFailureException;
import dev.healthcheck.spring.properties.Spelling;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Names of checks and contributors that are keys or values of a property. Letter case,
 * and every character that is neither letter nor digit, makes no difference. Keeps track
 * of names that match no check.
 */
public final class NamedKeys {

	private static final Log logger = LogFactory.getLog(NamedKeys.class);

	private final String property;

	private final Map<String, String> written = new LinkedHashMap<>();

	private final Set<String> unused = ConcurrentHashMap.newKeySet();

	public NamedKeys(String property, Collection<String> names) {
		this.property = property;
		for (String name : names) {
			String other = this.written.putIfAbsent(Spelling.uniform(name), name);
			if (other != null) {
				throw new ExplainedFailureException(
						"'%s' names one check twice: '%s' and '%s'.".formatted(property, other, name),
						"Remove one of them: letter case, dashes and underscores make no difference.");
			}
		}
		this.unused.addAll(this.written.keySet());
	}

	// The key of a check as it is written in the property, or null if there is none
	public @Nullable String keyFor(String name) {
		String uniform = Spelling.uniform(name);
		this.unused.remove(uniform);
		return this.written.get(uniform);
	}

	// Warns only once
	public void warnOfUnused() {
		this.unused
			.forEach((name) -> logger.warn(LogMessage.format("'%s' contains '%s', but there is no check with that name",
					this.property, this.written.get(name))));
		this.unused.clear();
	}

}
