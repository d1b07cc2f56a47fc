package dev.healthcheck.probe;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.worker.WorkersCheck;
import org.jspecify.annotations.Nullable;

/**
 * {@link ProbeRenderer} for the protocol of gunicorn_worker_healthcheck.
 */
final class GunicornRenderer implements ProbeRenderer {

	private final Supplier<@Nullable CheckVerdict> workers;

	private final AnswerSettings settings;

	GunicornRenderer(Supplier<@Nullable CheckVerdict> workers, AnswerSettings settings) {
		this.workers = workers;
		this.settings = settings;
	}

	@Override
	public ProbeResponse render(ProbeRequest request, ProbeReport report) {
		String body = WorkersCheck.ready(this.workers.get()) + " workers ready\n";
		return this.settings.apply(report.outcome(),
				ProbeResponse.of(report.code(), "text/plain; charset=ascii", body.getBytes(StandardCharsets.US_ASCII)));
	}

	@Override
	public boolean answersAnyMethod() {
		return true;
	}

}
