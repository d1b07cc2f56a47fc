package dev.healthcheck.page;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.healthcheck.check.CheckHistory;
import dev.healthcheck.check.CheckHistory.PastRun;
import dev.healthcheck.check.CheckHistory.StatusChange;
import dev.healthcheck.check.CheckStatus;

/**
 * Writes what is remembered of a check.
 */
final class HistoryHtml {

	/** In the units of the picture; a bar and the gap behind it. */
	private static final int STEP = 4;

	private static final int HEIGHT = 20;

	private final Html html;

	HistoryHtml(Html html) {
		this.html = html;
	}

	/**
	 * Write the durations of the last runs as bars, and as words for whoever does not see
	 * them. A run that failed stands on a foot. Heights grow with the square root, so
	 * that one slow run does not flatten all others.
	 * @param runs the runs, the oldest first; at least one
	 */
	void writeBars(List<PastRun> runs) {
		long longest = runs.stream().mapToLong(HistoryHtml::micros).max().orElse(1);
		long shortest = runs.stream().mapToLong(HistoryHtml::micros).min().orElse(1);
		long failed = runs.stream().filter((run) -> run.status().isFailing()).count();
		String label = "Last runs: %d, took %s to %s, %d failed.".formatted(runs.size(),
				PageText.took(ChronoUnit.MICROS.getDuration().multipliedBy(shortest)),
				PageText.took(ChronoUnit.MICROS.getDuration().multipliedBy(longest)), failed);
		int width = CheckHistory.KEPT * STEP;
		this.html.open("svg", "class", "bars", "role", "img", "aria-label", label, "viewBox",
				"0 0 " + width + " " + (HEIGHT + 3), "width", String.valueOf(width), "height",
				String.valueOf(HEIGHT + 3));
		int x = width - runs.size() * STEP;
		for (PastRun run : runs) {
			long height = Math.max(2, Math.round(HEIGHT * Math.sqrt((double) micros(run) / longest)));
			if (run.status().isFailing()) {
				String style = "bar failed " + StatusMark.of(run.status()).shape();
				writeBar(style, x, HEIGHT - height, height);
				writeBar(style, x, HEIGHT + 1, 2);
			}
			else {
				writeBar("bar", x, HEIGHT - height, height);
			}
			x += STEP;
		}
		this.html.close("svg");
	}

	private static long micros(PastRun run) {
		return Math.max(1, run.duration().toNanos() / 1000);
	}

	private void writeBar(String style, int x, long y, long height) {
		this.html
			.open("rect", "class", style, "x", String.valueOf(x), "y", String.valueOf(y), "width",
					String.valueOf(STEP - 1), "height", String.valueOf(height))
			.close("rect");
	}

	/**
	 * Write the last changes and runs as text.
	 * @param history what is remembered
	 */
	void writeLists(CheckHistory history) {
		if (!history.changes().isEmpty()) {
			this.html.element("h3", "Changes, the newest first").open("ol", "class", "changes");
			CheckHistory.newestFirst(history.changes()).forEach(this::writeChange);
			this.html.close("ol");
		}
		if (!history.runs().isEmpty()) {
			this.html.element("h3", "Runs, the newest first").open("p", "class", "runs");
			for (PastRun run : CheckHistory.newestFirst(history.runs())) {
				this.html
					.element("span",
							PageText.took(run.duration())
									+ (run.status().equals(CheckStatus.UP) ? "" : " " + run.status().code()))
					.markup(" ");
			}
			this.html.close("p");
		}
	}

	private void writeChange(StatusChange change) {
		this.html.open("li");
		writeTime(change.time());
		this.html.markup(" ");
		StatusMark.of(change.status()).writePill(this.html);
		if (change.late()) {
			this.html.markup(" ").element("span", "late", "class", "late");
		}
		this.html.close("li");
	}

	void writeTime(Instant time) {
		String seconds = time.truncatedTo(ChronoUnit.SECONDS).toString();
		write(seconds, seconds.replace('T', ' '));
	}

	/**
	 * Write a time, without its date if that is the same as another's.
	 * @param time the time
	 * @param other the other time
	 */
	void writeTime(Instant time, Instant other) {
		String seconds = time.truncatedTo(ChronoUnit.SECONDS).toString();
		boolean sameDay = time.truncatedTo(ChronoUnit.DAYS).equals(other.truncatedTo(ChronoUnit.DAYS));
		write(seconds, sameDay ? seconds.substring(seconds.indexOf('T') + 1) : seconds.replace('T', ' '));
	}

	private void write(String time, String text) {
		this.html.element("time", text.replace("Z", " UTC"), "datetime", time);
	}

}
