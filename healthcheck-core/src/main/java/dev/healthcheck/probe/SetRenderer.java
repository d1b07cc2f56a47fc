package dev.healthcheck.probe;

/**
 * {@link ProbeRenderer} that answers as another does, but with what is set.
 */
final class SetRenderer implements ProbeRenderer {

	private final ProbeRenderer renderer;

	private final AnswerSettings settings;

	private final LoadBalancer loadBalancer;

	SetRenderer(ProbeRenderer renderer, AnswerSettings settings, LoadBalancer loadBalancer) {
		this.renderer = renderer;
		this.settings = settings;
		this.loadBalancer = loadBalancer;
	}

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
