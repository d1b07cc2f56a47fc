package dev.healthcheck.page;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.healthcheck.check.CheckStatus;

/**
 * Writes the page as HTML that needs nothing from elsewhere. All of it can be read
 * without its script, which asks for the page again and takes over what has changed.
 */
final class StatusPageHtml {

	/** The style sheet. */
	static final InlineBlock STYLE = InlineBlock.ofResource("status.css");

	/** The script. */
	static final InlineBlock SCRIPT = InlineBlock.ofResource("status.js");

	private static final String HEAD = """
			<!doctype html>
			<html lang="en"><head><meta charset="utf-8">\
			<meta name="viewport" content="width=device-width, initial-scale=1">\
			<meta name="color-scheme" content="light dark">\
			<noscript><meta http-equiv="refresh" content="5"></noscript>""";

	private final Html html = new Html();

	private final HistoryHtml times = new HistoryHtml(this.html);

	private final StatusPage page;

	private final String jsonPath;

	private StatusPageHtml(StatusPage page, String jsonPath) {
		this.page = page;
		this.jsonPath = jsonPath;
	}

	/**
	 * Write a page.
	 * @param page what the asker may see
	 * @param jsonPath where the same is as JSON, relative to the page
	 * @return the document in UTF-8
	 */
	static byte[] write(StatusPage page, String jsonPath) {
		StatusPageHtml writer = new StatusPageHtml(page, jsonPath);
		writer.write();
		return writer.html.toString().getBytes(StandardCharsets.UTF_8);
	}

	private void write() {
		PageVerdict first = this.page.verdicts().get(0);
		String application = (this.page.application() != null) ? this.page.application() : "Status";
		this.html.markup(HEAD)
			.element("title",
					StatusMark.of(first.shownAs()).character() + " " + first.words() + " \u2013 " + application)
			.markup("<style>" + STYLE.text() + "</style></head><body>" + StatusMark.SHAPES)
			.markup("<p id=\"notice\" role=\"alert\" hidden></p><main id=\"page\">");
		writeHeader(application);
		writeVerdicts(first);
		writeMaintenance();
		writeWorkers();
		writeChecks();
		writeFooter();
		this.html.markup("</main><script>" + SCRIPT.text() + "</script></body></html>\n");
	}

	private void writeHeader(String application) {
		this.html.open("header").open("h1").element("bdi", application).close("h1").open("p", "class", "asof");
		this.html.markup("As of ");
		this.times.writeTime(this.page.time());
		this.html.close("p").close("header");
	}

	private void writeVerdicts(PageVerdict first) {
		StatusMark mark = StatusMark.of(first.shownAs());
		this.html.open("section", "class", "verdict " + mark.shape(), "aria-labelledby", "verdict");
		mark.writeShape(this.html);
		this.html.open("div").element("h2", "Verdict", "id", "verdict", "class", "unseen");
		this.html.open("p", "class", "words", "role", "status", "aria-live", "polite")
			.element("strong", first.words())
			.markup(" ")
			.element("span", first.sentence())
			.close("p")
			.close("div")
			.open("ul", "class", "groups");
		for (PageVerdict verdict : this.page.verdicts()) {
			writeGroup(verdict);
		}
		this.html.close("ul").close("section");
	}

	private void writeGroup(PageVerdict verdict) {
		this.html.open("li").element("span", verdict.name(), "class", "group").markup(" ");
		StatusMark.of(verdict.shownAs()).writePill(this.html);
		this.html.markup(" ").element("span", verdict.words(), "class", "note").close("li");
	}

	private void writeMaintenance() {
		PageCheck maintenance = this.page.check("maintenance", CheckStatus.MAINTENANCE);
		if (maintenance == null || !this.page.details()) {
			return;
		}
		this.html.open("section", "class", "banner maintenance", "aria-labelledby", "maintenance-title");
		StatusMark.of(CheckStatus.MAINTENANCE).writeShape(this.html);
		this.html.open("div").element("h2", "Maintenance", "id", "maintenance-title");
		String reason = maintenance.shown().message();
		this.html.open("p").element("bdi", (reason != null) ? reason : "No reason is given.").close("p");
		new ChecksHtml(this.html, this.page).write(ChecksHtml.flat(maintenance.shown().details()));
		this.html.close("div").close("section");
	}

	private void writeWorkers() {
		PageCheck workers = this.page.check("workers", null);
		if (workers == null || !this.page.details()) {
			return;
		}
		Object ready = workers.shown().details().get("ready");
		Object required = workers.shown().details().get("required");
		if (ready != null && required != null) {
			this.html.open("section", "class", "workers", "aria-labelledby", "workers-title")
				.element("h2", "Workers", "id", "workers-title")
				.open("p")
				.element("strong", ready + " ready")
				.markup(" ")
				.element("span", "of " + required + " required")
				.close("p")
				.close("section");
		}
	}

	private void writeChecks() {
		this.html.open("section", "class", "checks", "aria-labelledby", "checks-title")
			.element("h2", "Checks", "id", "checks-title");
		if (!this.page.components()) {
			this.html.open("p")
				.markup("Only the verdicts are shown. ")
				.markup("<code>healthcheck.server.show-details=always</code> shows the checks to everybody.")
				.close("p");
		}
		else {
			this.html.element("p", summary(), "class", "summary");
			new ChecksHtml(this.html, this.page).write();
			if (!this.page.details()) {
				this.html.open("p")
					.markup("No details are shown. <code>healthcheck.server.show-details=always</code> shows them.")
					.close("p");
			}
		}
		this.html.close("section");
	}

	private String summary() {
		Map<String, Integer> counts = new TreeMap<>();
		this.page.checks()
			.forEach((check) -> counts.merge(StatusMark.of(check.status()).code().replace('_', ' '), 1, Integer::sum));
		StringBuilder summary = new StringBuilder(this.page.checks().size() + " in all");
		counts.forEach((code, count) -> summary.append(", ").append(count).append(' ').append(code));
		long late = this.page.checks().stream().filter(PageCheck::isLate).count();
		return summary.append((late > 0) ? String.format(Locale.ROOT, "; %d late", late) : "").toString();
	}

	private void writeFooter() {
		this.html.open("footer").open("p");
		this.html.markup("Published results alone: looking runs no check. The same as ")
			.element("a", "JSON", "href", this.jsonPath)
			.markup(".")
			.close("p")
			.close("footer");
	}

}
