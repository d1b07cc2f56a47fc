package dev.healthcheck.probe;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import dev.healthcheck.check.Text;

/**
 * {@link ProbeRenderer} for one word of plain text. {@code ?verbose} and
 * {@code ?exclude=} work as on {@code /readyz} of Kubernetes' API server.
 */
final class WordRenderer implements ProbeRenderer {

	private static final String CONTENT_TYPE = "text/plain;charset=UTF-8";

	@Override
	public ProbeResponse render(ProbeRequest request, ProbeReport report) {
		String body = request.has("verbose") ? lines(request, report) : report.word();
		return ProbeResponse.of(report.code(), CONTENT_TYPE, body.getBytes(StandardCharsets.UTF_8));
	}

	private static String lines(ProbeRequest request, ProbeReport report) {
		StringBuilder lines = new StringBuilder();
		report.members().forEach((member) -> lines.append(line(member)).append('\n'));
		report.excluded().forEach((name) -> lines.append("[+]").append(Text.oneLine(name)).append(" excluded: ok\n"));
		request.parameters(ProbeReport.EXCLUDE)
			.stream()
			.filter((name) -> !report.excluded().contains(name))
			.distinct()
			.forEach((name) -> lines.append("warn: no member to exclude is named ")
				.append(Text.oneLine(name))
				.append('\n'));
		return lines.append(report.isOk() ? "check passed\n" : "check failed\n").toString();
	}

	private static String line(ProbeMember member) {
		String name = Text.oneLine(member.name());
		if (member.status().isFailing()) {
			String why = member.starting() ? "starting" : member.draining() ? "draining" : member.status().code();
			return "[-]" + name + " failed: " + Objects.requireNonNullElse(member.message(), why);
		}
		return "[+]" + name + " ok";
	}

	@Override
	public boolean canExclude() {
		return true;
	}

}
