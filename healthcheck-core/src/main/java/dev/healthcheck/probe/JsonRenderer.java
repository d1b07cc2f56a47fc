package dev.healthcheck.probe;

import java.io.ByteArrayOutputStream;

import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.Text;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/**
 * {@link ProbeRenderer} for {@code application/health+json}. Lists the worst members
 * first, and only as many as fit 1,024 bytes, because a client may read no more (Envoy's
 * match buffer).
 */
final class JsonRenderer implements ProbeRenderer {

	private static final int LIMIT = 1024;

	/** The maximum number of characters of an {@code output}. */
	private static final int TEXT = 128;

	/** What a member takes in addition to its name, status and message. */
	private static final int FRAME = 120;

	/** Room for the note about omitted members, and the closing braces. */
	private static final int RESERVE = 64;

	private final JsonFactory json = new JsonFactory();

	@Override
	public ProbeResponse render(ProbeRequest request, ProbeReport report) {
		ByteArrayOutputStream body = new ByteArrayOutputStream(LIMIT);
		try (JsonGenerator generator = this.json.createGenerator(ObjectWriteContext.empty(), body, JsonEncoding.UTF8)) {
			generator.writeStartObject();
			generator.writeStringProperty("status", status(report));
			if (!report.isOk()) {
				generator.writeStringProperty("output", bounded(report.word()));
			}
			writeChecks(generator, body, report);
			generator.writeEndObject();
		}
		return ProbeResponse.of(report.code(), "application/health+json", body.toByteArray());
	}

	@Override
	public boolean canExclude() {
		return true;
	}

	private void writeChecks(JsonGenerator generator, ByteArrayOutputStream body, ProbeReport report) {
		generator.writeObjectPropertyStart("checks");
		int written = 0;
		for (ProbeMember member : report.members()) {
			String name = Text.wellFormed(member.name());
			String message = (member.message() != null) ? bounded(member.message()) : null;
			generator.flush();
			if (body.size() + FRAME + size(name) + size(member.status().code()) + size(message) <= LIMIT - RESERVE) {
				write(generator, member, name, message);
				written++;
			}
		}
		generator.writeEndObject();
		int left = report.members().size() - written;
		if (left > 0) {
			generator.writeArrayPropertyStart("notes");
			generator.writeString(left + " more not shown");
			generator.writeEndArray();
		}
	}

	private static int size(@Nullable String text) {
		return (text != null) ? JsonStringEncoder.getInstance().quoteAsUTF8(text).length : 0;
	}

	private static void write(JsonGenerator generator, ProbeMember member, String name, @Nullable String message) {
		generator.writeArrayPropertyStart(name);
		generator.writeStartObject();
		generator.writeStringProperty("status", status(member.status()));
		generator.writeStringProperty("observedValue", member.status().code());
		if (member.time() != null) {
			generator.writeStringProperty("time", member.time().toString());
		}
		if (message != null) {
			generator.writeStringProperty("output", message);
		}
		generator.writeEndObject();
		generator.writeEndArray();
	}

	private static String bounded(String text) {
		int end = Math.min(text.length(), TEXT);
		boolean splitsPair = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
		return Text.wellFormed(text.substring(0, splitsPair ? end - 1 : end));
	}

	private static String status(ProbeReport report) {
		return (report.isOk() || report.status().isFailing()) ? status(report.status()) : "fail";
	}

	private static String status(CheckStatus status) {
		if (status.isFailing()) {
			return "fail";
		}
		return status.equals(CheckStatus.UP) ? "pass" : "warn";
	}

}
