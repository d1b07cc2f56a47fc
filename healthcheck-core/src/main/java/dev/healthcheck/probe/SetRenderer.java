package dev.healthcheck.probe;

/**
 * {@link ProbeRenderer} that answers as another does, but with what is set.
 */
final class SetRenderer implements ProbeRenderer {

	private final ProbeRenderer renderer;

	private final AnswerSettings settings;

	SetRenderer(ProbeRenderer renderer, AnswerSettings settings) {
		this.renderer = renderer;
		this.settings = settings;
	}

	@Override
	public ProbeResponse render(ProbeRequest request, ProbeReport report) {
		return this.settings.apply(report.outcome(), this.renderer.render(request, report));
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
