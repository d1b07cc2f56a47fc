package dev.healthcheck.page;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

import dev.healthcheck.check.CheckHistory;
import dev.healthcheck.check.CheckHistory.PastRun;
import dev.healthcheck.check.CheckHistory.StatusChange;
import dev.healthcheck.check.CheckRun;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.check.Text;
import dev.healthcheck.json.JsonValues;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the page as JSON. What is not known, or may not be seen, is left out.
 */
final class StatusPageJson {

	private static final JsonFactory factory = new JsonFactory();

	private final JsonGenerator json;

	private StatusPageJson(JsonGenerator json) {
		this.json = json;
	}

	/**
	 * Write a page.
	 * @param page what the asker may see
	 * @return the document in UTF-8
	 */
	static byte[] write(StatusPage page) {
		ByteArrayOutputStream body = new ByteArrayOutputStream(8192);
		try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), body, JsonEncoding.UTF8)) {
			new StatusPageJson(json).writePage(page);
		}
		return body.toByteArray();
	}

	private void writePage(StatusPage page) {
		this.json.writeStartObject();
		text("application", page.application());
		text("time", page.time().toString());
		this.json.writeObjectPropertyStart("verdicts");
		for (PageVerdict verdict : page.verdicts()) {
			this.json.writeObjectPropertyStart(verdict.name());
			status(verdict.status());
			this.json.writeBooleanProperty("ok", verdict.ok());
			text("words", verdict.words());
			this.json.writeEndObject();
		}
		this.json.writeEndObject();
		if (page.components()) {
			this.json.writeArrayPropertyStart("checks");
			page.checks().forEach(this::writeCheck);
			this.json.writeEndArray();
		}
		this.json.writeEndObject();
	}

	private void writeCheck(PageCheck check) {
		this.json.writeStartObject();
		text("name", check.name());
		status(check.status());
		if (check.verdict() != null) {
			writeVerdict(check.verdict());
		}
		text("message", check.shown().message());
		if (!check.shown().details().isEmpty()) {
			this.json.writeName("details");
			JsonValues.write(this.json, check.shown().details());
		}
		writeHistory(check.history());
		this.json.writeEndObject();
	}

	private void writeVerdict(CheckVerdict verdict) {
		if (verdict.starting()) {
			this.json.writeBooleanProperty("starting", true);
		}
		Duration lateFor = verdict.lateFor();
		if (lateFor != null) {
			seconds("lateSeconds", lateFor);
			text("lateBecause", verdict.lateReason());
		}
		CheckRun run = verdict.lastRun();
		if (run != null) {
			text("checkedAt", run.time().toString());
			seconds("tookSeconds", run.duration());
		}
	}

	private void writeHistory(CheckHistory history) {
		if (!history.changes().isEmpty()) {
			this.json.writeArrayPropertyStart("changes");
			for (StatusChange change : history.changes()) {
				this.json.writeStartObject();
				text("time", change.time().toString());
				status(change.status());
				this.json.writeBooleanProperty("late", change.late());
				this.json.writeEndObject();
			}
			this.json.writeEndArray();
		}
		writeRuns(history.runs());
	}

	private void writeRuns(List<PastRun> runs) {
		if (!runs.isEmpty()) {
			this.json.writeArrayPropertyStart("runs");
			for (PastRun run : runs) {
				this.json.writeStartObject();
				text("time", run.time().toString());
				seconds("tookSeconds", run.duration());
				status(run.status());
				this.json.writeEndObject();
			}
			this.json.writeEndArray();
		}
	}

	private void status(@Nullable CheckStatus status) {
		text("status", (status != null) ? status.code() : null);
	}

	private void seconds(String name, Duration duration) {
		this.json.writeName(name);
		this.json.writeNumber(BigDecimal.valueOf(duration.toNanos() / 1000, 6));
	}

	private void text(String name, @Nullable String text) {
		if (text != null) {
			this.json.writeStringProperty(name, Text.wellFormed(text));
		}
	}

}
