package dev.healthcheck.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.healthcheck.check.CheckHistory;
import dev.healthcheck.check.CheckRun;
import dev.healthcheck.check.CheckVerdict;
import org.jspecify.annotations.Nullable;

/**
 * Writes the table of checks. Rows, cells and headers have their roles spelled out: on a
 * narrow screen they are laid out otherwise, and would lose them.
 */
final class ChecksHtml {

	/** More would not be read, and are there as JSON. */
	private static final int ROWS = 500;

	/** More would not be read. */
	private static final int DETAILS = 100;

	private final Html html;

	private final HistoryHtml history;

	private final StatusPage page;

	ChecksHtml(Html html, StatusPage page) {
		this.html = html;
		this.history = new HistoryHtml(html);
		this.page = page;
	}

	void write() {
		this.html.open("table", "role", "table").element("caption", "Checks, the most urgent first");
		this.html.open("thead", "role", "rowgroup").open("tr", "role", "row");
		writeHeader("Check");
		writeHeader("Status");
		if (this.page.details()) {
			writeHeader("Message");
			writeHeader("Last run");
			writeHeader("Since");
		}
		this.html.close("tr").close("thead");
		this.page.checks().stream().limit(ROWS).forEach(this::write);
		this.html.close("table");
		int left = this.page.checks().size() - ROWS;
		if (left > 0) {
			this.html.element("p", left + " less urgent ones are not shown here, but as JSON.");
		}
	}

	private void writeHeader(String text) {
		this.html.element("th", text, "scope", "col", "role", "columnheader");
	}

	private void write(PageCheck check) {
		StatusMark mark = StatusMark.of(check.status());
		this.html.open("tbody", "role", "rowgroup", "id", "check:" + check.name(), "class", mark.shape())
			.open("tr", "role", "row")
			.open("th", "scope", "row", "role", "rowheader")
			.element("bdi", check.name())
			.close("th");
		cell("Status");
		mark.writePill(this.html);
		writeLateness(check);
		this.html.close("td");
		if (this.page.details()) {
			writeMessage(check);
			writeLastRun(check);
			writeSince(check);
		}
		this.html.close("tr");
		if (this.page.details()) {
			writeMore(check);
		}
		this.html.close("tbody");
	}

	private Html cell(String label) {
		return this.html.open("td", "role", "cell", "data-label", label);
	}

	private void writeLateness(PageCheck check) {
		CheckVerdict verdict = check.verdict();
		if (verdict != null && verdict.starting()) {
			this.html.markup(" ").element("span", "starting", "class", "note");
		}
		Duration lateFor = (verdict != null) ? verdict.lateFor() : null;
		if (lateFor != null) {
			this.html.markup(" ").element("span", "late for " + PageText.age(lateFor), "class", "late");
		}
	}

	private void writeMessage(PageCheck check) {
		cell("Message");
		CheckVerdict verdict = check.verdict();
		String message = check.shown().message();
		if (verdict != null && verdict.lateReason() != null) {
			this.html.element("bdi", verdict.lateReason(), "class", "note").markup(" ");
		}
		if (message != null) {
			this.html.element("bdi", message);
		}
		this.html.close("td");
	}

	private void writeLastRun(PageCheck check) {
		cell("Last run");
		@Nullable CheckRun run = (check.verdict() != null) ? check.verdict().lastRun() : null;
		if (run != null) {
			this.html.element("span", ago(run.time()), "class", "age")
				.markup(" ")
				.element("span", "took " + PageText.took(run.duration()), "class", "took");
		}
		if (!check.history().runs().isEmpty()) {
			this.history.writeBars(check.history().runs());
		}
		this.html.close("td");
	}

	private void writeSince(PageCheck check) {
		cell("Since");
		@Nullable Instant since = check.history().since();
		if (since != null) {
			this.html.element("span", PageText.age(Duration.between(since, this.page.time())), "class", "age")
				.markup(" ");
			this.history.writeTime(since, this.page.time());
		}
		this.html.close("td");
	}

	private String ago(Instant time) {
		return PageText.age(Duration.between(time, this.page.time())) + " ago";
	}

	private void writeMore(PageCheck check) {
		Map<String, String> details = flat(check.shown().details());
		if (details.isEmpty() && check.history().equals(CheckHistory.NONE)) {
			return;
		}
		this.html.open("tr", "role", "row", "class", "more")
			.open("td", "role", "cell", "colspan", "5")
			.open("details")
			.open("summary")
			.markup("Details<span class=\"unseen\"> and history of ")
			.element("bdi", check.name())
			.markup("</span>")
			.close("summary");
		write(details);
		this.history.writeLists(check.history());
		this.html.close("details").close("td").close("tr");
	}

	void write(Map<String, String> details) {
		if (details.isEmpty()) {
			return;
		}
		this.html.open("dl");
		details.forEach((name, value) -> this.html.open("div")
			.open("dt")
			.element("bdi", name)
			.close("dt")
			.open("dd")
			.element("bdi", value)
			.close("dd")
			.close("div"));
		this.html.close("dl");
	}

	/**
	 * Return details as a flat list.
	 * @param details the details
	 * @return the first hundred, nested ones by their path
	 */
	static Map<String, String> flat(Map<String, Object> details) {
		Map<String, String> flat = new LinkedHashMap<>();
		details.forEach((name, value) -> add(flat, name, value));
		return flat;
	}

	private static void add(Map<String, String> flat, String name, Object value) {
		if (value instanceof Map<?, ?> map) {
			map.forEach((key, member) -> add(flat, name + " \u203a " + key, member));
		}
		else if (flat.size() < DETAILS) {
			flat.put(name, (value instanceof Collection<?> all)
					? all.stream().map(String::valueOf).collect(Collectors.joining(", ")) : String.valueOf(value));
		}
	}

}
