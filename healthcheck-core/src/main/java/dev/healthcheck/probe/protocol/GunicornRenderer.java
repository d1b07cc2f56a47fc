package dev.healthcheck.probe.protocol;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.probe.AnswerSettings;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.worker.WorkersCheck;
import org.jspecify.annotations.Nullable;

/**
 * {@link ProbeRenderer} for the protocol of gunicorn_worker_healthcheck.
 */
record GunicornRenderer(Supplier<@Nullable CheckVerdict> workers, AnswerSettings settings) implements ProbeRenderer {

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
