package dev.healthcheck.probe.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.healthcheck.json.JsonValues;
import dev.healthcheck.probe.AnswerSettings;
import dev.healthcheck.probe.ProbeOutcome;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import tools.jackson.core.JsonGenerator;

/**
 * {@link ProbeRenderer} for the protocol of Runscope healthcheck. Failing members of the
 * health group that are not checks of the application, maintenance for example, are
 * failed results, too.
 */
record RunscopeRenderer(PublishedChecks checks, RunscopeContent content, AnswerSettings settings,
		InstantSource clock) implements ProbeRenderer {

	private static final ProbeResponse NOT_FOUND = new ProbeResponse(404, Map.of(), new byte[0]);

	@Override
	public ProbeResponse render(ProbeRequest request, ProbeReport report) {
		if (!request.path().isEmpty()) {
			PublishedCheck check = this.checks.named(request.path().substring(1));
			return (check != null)
					? answer(PublishedCheck.outcome(ProbeOutcome.SUCCESS, List.of(check)), List.of(check)) : NOT_FOUND;
		}
		List<PublishedCheck> checks = this.checks.all();
		ProbeOutcome outcome = PublishedCheck.outcome(report.outcome(), checks);
		return answer(outcome, report.isOk() ? checks : withFailing(report, checks));
	}

	private static List<PublishedCheck> withFailing(ProbeReport report, List<PublishedCheck> checks) {
		Set<String> names = checks.stream().map(PublishedCheck::name).collect(Collectors.toSet());
		Stream<PublishedCheck> failing = report.members()
			.stream()
			.filter((member) -> member.status().isFailing() && !names.contains(member.name()))
			.map(PublishedCheck::failing);
		return Stream.concat(checks.stream(), failing).toList();
	}

	private ProbeResponse answer(ProbeOutcome outcome, List<PublishedCheck> results) {
		boolean success = outcome == ProbeOutcome.SUCCESS;
		byte[] body = this.content.plain() ? (success ? "OK" : "NOT OK").getBytes(StandardCharsets.US_ASCII)
				: PythonJson.write((json) -> write(json, success, results));
		ProbeResponse answer = ProbeResponse.of(200, "application/json", body);
		if (!this.settings.headers(outcome).isEmpty()) {
			// There, headers that are set replace the type
			Map<String, String> headers = new LinkedHashMap<>(answer.headers());
			headers.remove("Content-Type");
			answer = new ProbeResponse(200, headers, body);
		}
		return this.settings.apply(outcome, answer);
	}

	private void write(JsonGenerator json, boolean success, List<PublishedCheck> results) {
		Instant now = this.clock.instant();
		if (this.content.hostname() != null) {
			json.writeStringProperty("hostname", this.content.hostname());
		}
		json.writeStringProperty("status", success ? "success" : "failure");
		writeTime(json, "timestamp", now);
		json.writeArrayPropertyStart("results");
		results.forEach((result) -> write(json, result, now));
		json.writeEndArray();
		this.content.sections().get().forEach((name, value) -> {
			json.writeName(name);
			JsonValues.write(json, value);
		});
	}

	private static void write(JsonGenerator json, PublishedCheck result, Instant now) {
		Instant time = (result.time() != null) ? result.time() : now;
		json.writeStartObject();
		json.writeStringProperty("checker", result.name());
		json.writeName("output");
		JsonValues.write(json, result.output());
		json.writeBooleanProperty("passed", result.passed());
		writeTime(json, "timestamp", time);
		writeTime(json, "expires", time.plus(result.timeToLive()));
		json.writeName("response_time");
		json.writeNumber(BigDecimal.valueOf(result.duration().toNanos(), 9).setScale(6, RoundingMode.HALF_UP));
		json.writeEndObject();
	}

	private static void writeTime(JsonGenerator json, String name, Instant time) {
		json.writeName(name);
		json.writeNumber(BigDecimal.valueOf(time.getEpochSecond())
			.add(BigDecimal.valueOf(time.getNano(), 9))
			.setScale(6, RoundingMode.FLOOR));
	}

	@Override
	public boolean answersBelow() {
		return true;
	}

}
