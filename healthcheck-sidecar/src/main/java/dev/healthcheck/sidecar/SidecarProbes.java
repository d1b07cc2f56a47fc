package dev.healthcheck.sidecar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.maintenance.Hostname;
import dev.healthcheck.probe.AnswerSettings;
import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeMember;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.probe.protocol.ApplicationAnswer;
import dev.healthcheck.probe.protocol.ForeignProtocol;
import dev.healthcheck.probe.protocol.PublishedChecks;
import dev.healthcheck.probe.protocol.RunscopeContent;
import dev.healthcheck.server.ProbeHandler;
import org.jspecify.annotations.Nullable;

/**
 * The probes of a command line, by their paths.
 */
final class SidecarProbes {

	/** The response of approck-healthcheck. */
	private static final ProbeResponse NOT_FOUND = ProbeResponse.of(404, "text/plain",
			"404 Not Found".getBytes(StandardCharsets.US_ASCII));

	private static final String LIVENESS = "/livez";

	private final CheckRegistry checks;

	private final SidecarOptions options;

	SidecarProbes(CheckRegistry checks, SidecarOptions options) {
		this.checks = checks;
		this.options = options;
	}

	ProbeHandler handler() {
		Map<String, Format> formats = new LinkedHashMap<>();
		formats.put(LIVENESS, Format.WORD);
		formats.put("/readyz", Format.WORD);
		formats.put("/health", Format.APPROCK);
		formats.putAll(this.options.serve);
		List<Probe> probes = new ArrayList<>();
		formats.forEach((path, format) -> probes.add(probe(path, format)));
		ProbeHandler handler = ProbeHandler.of(probes);
		return (request) -> {
			ProbeReply answer = handler.handle(request);
			return (answer != null) ? answer : NOT_FOUND;
		};
	}

	private Probe probe(String path, Format format) {
		List<String> members = path.equals(LIVENESS) ? List.of() : members(format);
		return new Probe(path, path, renderer(format), () -> report(members));
	}

	// The renderers of pyramid and runscope read the other checks themselves
	private static List<String> members(Format format) {
		return switch (format) {
			case WORD, JSON, APPROCK -> List.of(Checks.WORKERS, Checks.APPLICATION, Checks.MAINTENANCE);
			case GUNICORN -> List.of(Checks.WORKERS, Checks.MAINTENANCE);
			case PYRAMID, RUNSCOPE -> List.of(Checks.MAINTENANCE);
		};
	}

	private ProbeRenderer renderer(Format format) {
		return switch (format) {
			case WORD -> ProbeRenderer.word();
			case JSON -> ProbeRenderer.json();
			case GUNICORN -> ForeignProtocol.gunicorn(this::workers).renderer(AnswerSettings.NONE);
			case PYRAMID -> ForeignProtocol.pyramid(published()).renderer(AnswerSettings.NONE);
			case RUNSCOPE ->
				ForeignProtocol.runscope(published(), new RunscopeContent(false, Hostname.system(), Map::of))
					.renderer(AnswerSettings.NONE);
			case APPROCK -> ForeignProtocol.approck(this::workers, this::application).renderer(AnswerSettings.NONE);
		};
	}

	private @Nullable CheckVerdict workers() {
		return this.checks.verdict(Checks.WORKERS);
	}

	private @Nullable ApplicationAnswer application() {
		CheckVerdict verdict = this.checks.verdict(Checks.APPLICATION);
		CheckResult result = (verdict != null) ? verdict.result() : null;
		return (result != null && result.source() instanceof ApplicationAnswer answer) ? answer : null;
	}

	private PublishedChecks published() {
		List<String> names = (this.options.readyUrl != null) ? List.of(Checks.WORKERS, Checks.APPLICATION)
				: List.of(Checks.WORKERS);
		return new PublishedChecks(this.checks, () -> names);
	}

	private ProbeReport report(List<String> names) {
		List<ProbeMember> members = new ArrayList<>();
		for (String name : names) {
			CheckVerdict verdict = this.checks.verdict(name);
			if (verdict != null) {
				members.add(ProbeMember.of(name, verdict, true));
			}
		}
		return aggregate(members);
	}

	// In the starter's order: DEGRADED comes after UP
	private ProbeReport aggregate(List<ProbeMember> members) {
		CheckStatus status = members.stream()
			.map(ProbeMember::status)
			.filter(CheckStatus.ORDER::contains)
			.min(Comparator.comparingInt(CheckStatus.ORDER::indexOf))
			.orElse(members.isEmpty() ? CheckStatus.UP : CheckStatus.UNKNOWN);
		int code = status.isFailing() ? 503 : 200;
		if (status.equals(CheckStatus.MAINTENANCE)) {
			code = this.options.maintenanceStatus;
		}
		return new ProbeReport(status, code, members, this::aggregate);
	}

	enum Format {

		WORD, JSON, GUNICORN, PYRAMID, RUNSCOPE, APPROCK

	}

}
