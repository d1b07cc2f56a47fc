package dev.healthcheck.page;

import dev.healthcheck.check.CheckStatus;
import org.jspecify.annotations.Nullable;

/**
 * How a status looks: a shape, a word and a colour, so that none of them has to be seen
 * to be understood.
 *
 * @param code the word
 * @param shape the shape, and the class that brings the colour
 * @param character the shape as a character, for the title of a tab
 */
record StatusMark(String code, String shape, String character) {

	/** The shapes, to be used by their names. */
	static final String SHAPES = """
			<svg class="shapes" width="0" height="0" aria-hidden="true">\
			<symbol id="up" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7"/><path d="M4.7 8.3l2.3 2.3 4.4-4.9"/></symbol>\
			<symbol id="down" viewBox="0 0 16 16"><path class="body" d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z"/>\
			<path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"/></symbol>\
			<symbol id="degraded" viewBox="0 0 16 16"><path class="body" d="M8 1l7 13.5H1z"/><path d="M8 6v4M8 12v.4"/></symbol>\
			<symbol id="out" viewBox="0 0 16 16"><rect x="1.5" y="1.5" width="13" height="13" rx="2"/>\
			<path d="M6 5v6M10 5v6"/></symbol>\
			<symbol id="maintenance" viewBox="0 0 16 16"><path class="body" d="M8 .5L15.5 8 8 15.5.5 8z"/>\
			<path d="M5.3 8h5.4"/></symbol>\
			<symbol id="unknown" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7"/>\
			<path d="M5.8 6.3a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.5M8 12v.4"/></symbol></svg>""";

	/**
	 * Return the mark of a status.
	 * @param status the status, or {@code null} if it is not published
	 * @return its mark
	 */
	static StatusMark of(@Nullable CheckStatus status) {
		if (status == null) {
			return new StatusMark("NOT PUBLISHED", "unknown", "?");
		}
		String code = status.code();
		return switch (code) {
			case "UP" -> new StatusMark(code, "up", "\u2714");
			case "DOWN" -> new StatusMark(code, "down", "\u2716");
			case "DEGRADED" -> new StatusMark(code, "degraded", "\u25b2");
			case "OUT_OF_SERVICE" -> new StatusMark(code, "out", "\u25a0");
			case "MAINTENANCE" -> new StatusMark(code, "maintenance", "\u25c6");
			default -> new StatusMark(code, "unknown", "?");
		};
	}

	Html writeShape(Html html) {
		return html.open("svg", "class", "shape", "aria-hidden", "true")
			.open("use", "href", "#" + this.shape)
			.close("use")
			.close("svg");
	}

	Html writePill(Html html) {
		html.open("span", "class", "pill " + this.shape);
		writeShape(html);
		// Lines break at spaces alone
		return html.element("span", this.code.replace('_', ' ')).close("span");
	}

}
