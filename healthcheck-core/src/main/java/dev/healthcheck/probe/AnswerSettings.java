package dev.healthcheck.probe;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.healthcheck.check.Text;
import org.jspecify.annotations.Nullable;

/**
 * Value object for the HTTP status codes and headers that are configured for a probe.
 *
 * @param codes the status codes that differ from those of the format
 * @param successHeaders headers of responses with {@link ProbeOutcome#SUCCESS}; they
 * replace those of the format
 * @param failureHeaders headers of all other responses
 */
public record AnswerSettings(Map<ProbeOutcome, Integer> codes, Map<String, String> successHeaders,
		Map<String, String> failureHeaders) {

	/** The format's own codes and headers. */
	public static final AnswerSettings NONE = new AnswerSettings(Map.of(), Map.of(), Map.of());

	/**
	 * A token of RFC 9110, section 5.6.2, without the dot: no header has one, but names
	 * of environment variables are read with one.
	 */
	private static final Pattern NAME = Pattern.compile("[!#$%&'*+^_`|~0-9A-Za-z-]+");

	/** Only the server knows where a response ends. */
	private static final Set<String> OF_THE_SERVER = Set.of("connection", "content-length", "date", "keep-alive",
			"trailer", "transfer-encoding", "upgrade");

	/** RFC 9110, section 5.5, without the obsolete rest of ISO 8859-1. */
	private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");

	/**
	 * Create settings.
	 * @throws IllegalArgumentException if a code is not from 200 to 599, or a header is
	 * not valid
	 */
	public AnswerSettings {
		codes = Map.copyOf(codes);
		for (int code : codes.values()) {
			if (code < 200 || code > 599) {
				throw new IllegalArgumentException("The status code " + code + " is not from 200 to 599");
			}
		}
		successHeaders = requireValid(successHeaders);
		failureHeaders = requireValid(failureHeaders);
	}

	private static Map<String, String> requireValid(Map<String, String> headers) {
		Set<String> names = new HashSet<>();
		headers.forEach((name, value) -> {
			String lowerCase = name.toLowerCase(Locale.ROOT);
			if (OF_THE_SERVER.contains(lowerCase)) {
				throw new IllegalArgumentException("The header '" + name + "' is reserved for the server");
			}
			if (!names.add(lowerCase)) {
				throw new IllegalArgumentException(
						"The header '" + Text.spelledOut(name) + "' is specified more than once");
			}
			if (!NAME.matcher(name).matches()) {
				throw new IllegalArgumentException("'" + Text.spelledOut(name) + "' is not the name of a header");
			}
			if (!VALUE.matcher(value).matches()) {
				throw new IllegalArgumentException("The header '" + name + "' cannot have the value '"
						+ Text.spelledOut(value) + "': only tab and the printable characters of ASCII are allowed");
			}
		});
		return Map.copyOf(headers);
	}

	/** Return these settings, with default codes for the outcomes that have none. */
	public AnswerSettings withDefaults(Map<ProbeOutcome, Integer> defaults) {
		Map<ProbeOutcome, Integer> codes = new HashMap<>(defaults);
		codes.putAll(this.codes);
		return new AnswerSettings(codes, this.successHeaders, this.failureHeaders);
	}

	// Without a code of its own, draining is a failure
	private @Nullable Integer code(ProbeOutcome outcome) {
		Integer code = this.codes.get(outcome);
		return (code == null && outcome == ProbeOutcome.DRAINING) ? this.codes.get(ProbeOutcome.FAILURE) : code;
	}

	public Map<String, String> headers(ProbeOutcome outcome) {
		return (outcome == ProbeOutcome.SUCCESS) ? this.successHeaders : this.failureHeaders;
	}

	/** Return a response of the format with the configured code and headers. */
	public ProbeResponse apply(ProbeOutcome outcome, ProbeResponse answer) {
		Integer code = code(outcome);
		Map<String, String> headers = headers(outcome);
		if (code == null && headers.isEmpty()) {
			return answer;
		}
		return new ProbeResponse((code != null) ? code : answer.status(), headers, answer.body())
			.withHeaders(answer.headers());
	}

}
