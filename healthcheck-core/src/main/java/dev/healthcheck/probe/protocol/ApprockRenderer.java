package dev.healthcheck.probe.protocol;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.probe.AnswerSettings;
import dev.healthcheck.probe.ProbeOutcome;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.worker.WorkersCheck;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * {@link ProbeRenderer} for the protocol of approck-healthcheck: {@code /live} succeeds
 * while there are workers, {@code /ready} while nothing else fails either.
 */
record ApprockRenderer(Supplier<@Nullable CheckVerdict> workers, Supplier<@Nullable ApplicationAnswer> ready,
		AnswerSettings settings) implements ProbeRenderer {

	private static final ProbeResponse NOT_FOUND = ProbeResponse.of(404, "text/plain",
			"404 Not Found".getBytes(StandardCharsets.US_ASCII));

	private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] NO_WORKERS = PythonJson
		.write((json) -> describe(json, "NoWorkers", "There are no any workers."));

	@Override
	public ProbeResponse render(ProbeRequest request, ProbeReport report) {
		return switch (request.path()) {
			case "/live" -> live(this.workers.get());
			case "/ready" -> ready(this.workers.get(), this.ready.get(), report);
			default -> NOT_FOUND;
		};
	}

	// Fewer than required are no reason to restart the rest of them
	private ProbeResponse live(@Nullable CheckVerdict workers) {
		return (WorkersCheck.ready(workers) > 0) ? answer(ProbeOutcome.SUCCESS, EMPTY_OBJECT)
				: answer(ProbeOutcome.FAILURE, NO_WORKERS);
	}

	private ProbeResponse ready(@Nullable CheckVerdict workers, @Nullable ApplicationAnswer ready, ProbeReport report) {
		ProbeOutcome outcome = report.outcome();
		if (workers == null || workers.status().isFailing()) {
			// Maintenance and draining are planned: they come before failures
			return answer((outcome == ProbeOutcome.SUCCESS) ? ProbeOutcome.FAILURE : outcome, NO_WORKERS);
		}
		if (outcome == ProbeOutcome.SUCCESS) {
			byte[] json = (ready != null) ? ready.json() : null;
			return answer(outcome, (json != null) ? json : EMPTY_OBJECT);
		}
		boolean applicationFails = ready != null && !ready.ready() && outcome != ProbeOutcome.MAINTENANCE;
		return answer(outcome, notReady(applicationFails ? ready : null, report));
	}

	private static byte[] notReady(@Nullable ApplicationAnswer application, ProbeReport report) {
		return PythonJson.write((json) -> {
			describe(json, "ServiceNotReady",
					"The few of service subsystems is not working to successfully complete the request.");
			byte[] fields = (application != null) ? application.json() : null;
			if (fields != null) {
				json.writeName("fields");
				json.writeRawValue(new String(fields, StandardCharsets.UTF_8));
				return;
			}
			String text = (application != null) ? application.text() : null;
			json.writeArrayPropertyStart("non_field_errors");
			json.writeString((text != null) ? text : report.word());
			json.writeEndArray();
		});
	}

	private static void describe(JsonGenerator json, String code, String description) {
		json.writeStringProperty("code", code);
		json.writeStringProperty("description", description);
	}

	private ProbeResponse answer(ProbeOutcome outcome, byte[] body) {
		return this.settings.apply(outcome, ProbeResponse.of(200, "application/json", body));
	}

	@Override
	public boolean answersBelow() {
		return true;
	}

	@Override
	public boolean answersAnyMethod() {
		return true;
	}

}
