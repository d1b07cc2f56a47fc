package dev.healthcheck.probe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.healthcheck.json.JsonValues;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * {@link ProbeRenderer} for the protocol of Runscope healthcheck. What fails in the group
 * of the probe besides the checks of the application, maintenance for example, is a
 * failed result, too.
 */
final class RunscopeRenderer implements ProbeRenderer {

	private static final String CONTENT_TYPE = "Content-Type";

	private static final ProbeResponse NOT_FOUND = new ProbeResponse(404, Map.of(), new byte[0]);

	private final PublishedChecks checks;

	private final RunscopeContent content;

	private final AnswerSettings settings;

	private final InstantSource clock;

	RunscopeRenderer(PublishedChecks checks, RunscopeContent content, AnswerSettings settings) {
		this(checks, content, settings, InstantSource.system());
	}

	RunscopeRenderer(PublishedChecks checks, RunscopeContent content, AnswerSettings settings, InstantSource clock) {
		this.checks = checks;
		this.content = content;
		this.settings = settings;
		this.clock = clock;
	}

	@Override
	public ProbeResponse render(ProbeRequest request, ProbeReport report) {
		if (!request.path().isEmpty()) {
			PublishedCheck check = this.checks.named(request.path().substring(1));
			return (check != null) ? answer(List.of(check), List.of(), null) : NOT_FOUND;
		}
		List<PublishedCheck> checks = this.checks.all();
		Set<String> names = checks.stream().map(PublishedCheck::name).collect(Collectors.toSet());
		List<ProbeMember> failing = report.isOk() ? List.of()
				: report.members()
					.stream()
					.filter((member) -> member.status().isFailing() && !names.contains(member.name()))
					.toList();
		return answer(checks, failing, report);
	}

	private ProbeResponse answer(List<PublishedCheck> checks, List<ProbeMember> failing, @Nullable ProbeReport report) {
		ProbeOutcome outcome = (report != null) ? report.outcome() : ProbeOutcome.SUCCESS;
		if (outcome == ProbeOutcome.SUCCESS && !checks.stream().allMatch(PublishedCheck::passed)) {
			outcome = ProbeOutcome.FAILURE;
		}
		boolean success = outcome == ProbeOutcome.SUCCESS;
		byte[] body = this.content.plain() ? (success ? "OK" : "NOT OK").getBytes(StandardCharsets.US_ASCII)
				: PythonJson.write((json) -> write(json, success, checks, failing));
		ProbeResponse answer = ProbeResponse.of(200, "application/json", body);
		if (!this.settings.headers(outcome).isEmpty()) {
			// There, headers that are set replace the type
			Map<String, String> headers = new LinkedHashMap<>(answer.headers());
			headers.remove(CONTENT_TYPE);
			answer = new ProbeResponse(200, headers, body);
		}
		return this.settings.apply(outcome, answer);
	}

	private void write(JsonGenerator json, boolean success, List<PublishedCheck> checks, List<ProbeMember> failing) {
		Instant now = this.clock.instant();
		if (this.content.hostname() != null) {
			json.writeStringProperty("hostname", this.content.hostname());
		}
		json.writeStringProperty("status", success ? "success" : "failure");
		json.writeName("timestamp");
		json.writeNumber(seconds(now));
		json.writeArrayPropertyStart("results");
		for (PublishedCheck check : checks) {
			Instant time = (check.time() != null) ? check.time() : now;
			writeResult(json, check.name(), check.output(), check.passed(), time, time.plus(check.timeToLive()),
					check.duration());
		}
		for (ProbeMember member : failing) {
			Instant time = (member.time() != null) ? member.time() : now;
			writeResult(json, member.name(), (member.message() != null) ? member.message() : member.status().code(),
					false, time, time, Duration.ZERO);
		}
		json.writeEndArray();
		this.content.sections().get().forEach((name, value) -> {
			json.writeName(name);
			JsonValues.write(json, value);
		});
	}

	private static void writeResult(JsonGenerator json, String name, Object output, boolean passed, Instant time,
			Instant expires, Duration took) {
		json.writeStartObject();
		json.writeStringProperty("checker", name);
		json.writeName("output");
		JsonValues.write(json, output);
		json.writeBooleanProperty("passed", passed);
		json.writeName("timestamp");
		json.writeNumber(seconds(time));
		json.writeName("expires");
		json.writeNumber(seconds(expires));
		json.writeName("response_time");
		json.writeNumber(BigDecimal.valueOf(took.toNanos(), 9).setScale(6, RoundingMode.HALF_UP));
		json.writeEndObject();
	}

	private static BigDecimal seconds(Instant time) {
		return BigDecimal.valueOf(time.getEpochSecond())
			.add(BigDecimal.valueOf(time.getNano(), 9))
			.setScale(6, RoundingMode.FLOOR);
	}

	@Override
	public boolean answersBelow() {
		return true;
	}

}
