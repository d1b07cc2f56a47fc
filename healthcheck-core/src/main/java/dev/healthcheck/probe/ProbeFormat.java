package dev.healthcheck.probe;

import java.util.Map;
import java.util.function.Function;

/**
 * Value object for a format of answers, from which the renderers of probes are made.
 *
 * @param codes the HTTP status codes of the format's own, in place of those of the health
 * group
 * @param renderers creates a renderer from status codes, those of the format among them,
 * and headers
 * @since 0.1.0
 */
public record ProbeFormat(Map<ProbeOutcome, Integer> codes, Function<AnswerSettings, ProbeRenderer> renderers) {

	/**
	 * Return a format that answers as a renderer does, except for what is set.
	 * @param renderer the renderer
	 * @return the format
	 */
	public static ProbeFormat of(ProbeRenderer renderer) {
		return of(renderer, LoadBalancer.GENERIC);
	}

	/**
	 * Return a format that answers as a renderer does, except for what is set and what a
	 * load balancer understands.
	 * @param renderer the renderer
	 * @param loadBalancer the load balancer
	 * @return the format
	 */
	public static ProbeFormat of(ProbeRenderer renderer, LoadBalancer loadBalancer) {
		return new ProbeFormat(loadBalancer.codes(),
				(settings) -> new ConfiguredRenderer(renderer, settings, loadBalancer));
	}

	/**
	 * Create a renderer.
	 * @param settings the status codes and headers that are set
	 * @return the renderer
	 */
	public ProbeRenderer renderer(AnswerSettings settings) {
		return this.renderers.apply(settings.withDefaults(this.codes));
	}

	private record ConfiguredRenderer(ProbeRenderer renderer, AnswerSettings settings,
			LoadBalancer loadBalancer) implements ProbeRenderer {

		@Override
		public ProbeResponse render(ProbeRequest request, ProbeReport report) {
			return this.settings.apply(report.outcome(), this.renderer.render(request, report))
				.withHeaders(this.loadBalancer.headers(report));
		}

		@Override
		public boolean answersBelow() {
			return this.renderer.answersBelow();
		}

		@Override
		public boolean answersAnyMethod() {
			return this.renderer.answersAnyMethod();
		}

		@Override
		public boolean canExclude() {
			return this.renderer.canExclude();
		}

	}

}
