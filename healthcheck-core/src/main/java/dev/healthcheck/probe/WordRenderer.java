package dev.healthcheck.probe;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import dev.healthcheck.check.Text;

/**
 * {@link ProbeRenderer} for one word of plain text. With {@code ?verbose} there is a line
 * for each member, and with {@code ?exclude=} they can be left out, as Kubernetes' API
 * server has it on its own {@code /readyz}.
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
		for (ProbeMember member : report.members()) {
			lines.append(line(member)).append('\n');
		}
		List<String> unmatched = request.parameters(ProbeReport.EXCLUDE)
			.stream()
			.filter((name) -> !report.excluded().contains(name))
			.distinct()
			.toList();
		report.excluded().forEach((name) -> lines.append("[+]").append(Text.oneLine(name)).append(" excluded: ok\n"));
		unmatched.forEach(
				(name) -> lines.append("warn: nothing to exclude is called ").append(Text.oneLine(name)).append('\n'));
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
