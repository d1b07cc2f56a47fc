package dev.healthcheck.probe.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
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
import dev.healthcheck.probe.protocol.PublishedChecks.Entry;
import tools.jackson.core.JsonGenerator;

/**
 * {@link ProbeRenderer} for the protocol of Runscope healthcheck. Failing members of the
 * health group that are not checks of the application, such as maintenance, are shown as
 * failed results.
 */
record RunscopeRenderer(PublishedChecks checks, RunscopeContent content, AnswerSettings settings,
		InstantSource clock) implements ProbeRenderer {

	private static final ProbeResponse NOT_FOUND = new ProbeResponse(404, Map.of(), new byte[0]);

	@Override
	public ProbeResponse render(ProbeRequest request, ProbeReport report) {
		if (!request.path().isEmpty()) {
			Entry check = this.checks.named(request.path().substring(1));
			if (check == null) {
				return NOT_FOUND;
			}
			return answer(check.passed() ? ProbeOutcome.SUCCESS : ProbeOutcome.FAILURE, List.of(check));
		}
		List<Entry> checks = this.checks.all();
		ProbeOutcome outcome = PublishedChecks.outcome(report.outcome(), checks);
		return answer(outcome, report.isOk() ? checks : withFailing(report, checks));
	}

	private static List<Entry> withFailing(ProbeReport report, List<Entry> checks) {
		Set<String> names = checks.stream().map(Entry::name).collect(Collectors.toSet());
		Stream<Entry> failing = report.members()
			.stream()
			.filter((member) -> member.status().isFailing() && !names.contains(member.name()))
			.map(Entry::failing);
		return Stream.concat(checks.stream(), failing).toList();
	}

	private ProbeResponse answer(ProbeOutcome outcome, List<Entry> results) {
		boolean success = outcome == ProbeOutcome.SUCCESS;
		byte[] body = this.content.plain() ? (success ? "OK" : "NOT OK").getBytes(StandardCharsets.US_ASCII)
				: PythonJson.write((json) -> write(json, success, results));
		ProbeResponse answer = ProbeResponse.of(200, "application/json", body);
		if (!this.settings.headers(outcome).isEmpty()) {
			// As in Runscope, configured headers replace the type
			answer = new ProbeResponse(200, Map.of("Cache-Control", "no-store"), body);
		}
		return this.settings.apply(outcome, answer);
	}

	private void write(JsonGenerator json, boolean success, List<Entry> results) {
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

	private static void write(JsonGenerator json, Entry result, Instant now) {
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
