package dev.healthcheck.probe;

import java.util.Map;
import java.util.function.Function;

/**
 * Creates the renderers of probes that have one format of responses.
 *
 * @param codes the format's own HTTP status codes, in place of those of the health group
 * @param renderers creates a renderer from headers and status codes, including those of
 * the format
 */
public record RendererFactory(Map<ProbeOutcome, Integer> codes, Function<AnswerSettings, ProbeRenderer> renderers) {

	/** Return a factory for a renderer, with what a load balancer understands. */
	public static RendererFactory of(ProbeRenderer renderer, LoadBalancer loadBalancer) {
		return new RendererFactory(loadBalancer.codes(),
				(settings) -> new ConfiguredRenderer(renderer, settings, loadBalancer));
	}

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
