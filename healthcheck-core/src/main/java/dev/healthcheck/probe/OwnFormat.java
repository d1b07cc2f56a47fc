package dev.healthcheck.probe;

import java.util.Map;
import java.util.function.Function;

/**
 * {@link ProbeFormat} with status codes of its own.
 *
 * @param codes the codes
 * @param renderers creates a renderer from settings that have all of them
 */
record OwnFormat(Map<ProbeOutcome, Integer> codes,
		Function<AnswerSettings, ProbeRenderer> renderers) implements ProbeFormat {

	@Override
	public ProbeRenderer renderer(AnswerSettings settings) {
		return this.renderers.apply(settings.withDefaults(this.codes));
	}

}
