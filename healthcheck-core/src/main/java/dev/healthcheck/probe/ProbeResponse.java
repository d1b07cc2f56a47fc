package dev.healthcheck.probe;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Value object for a complete response. Servers write the body as it is, with its length,
 * and omit it where the method has none.
 *
 * @param status the HTTP status code
 * @param headers the headers, with Content-Type and without Content-Length
 * @param body the body, which must not be changed
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent")
public record ProbeResponse(int status, Map<String, String> headers, byte[] body) implements ProbeReply {

	private static final byte[] EMPTY = {};

	private static final ProbeResponse STARTING = of(503, "text/plain;charset=UTF-8",
			"starting".getBytes(StandardCharsets.US_ASCII));

	private static final ProbeResponse BUSY = new ProbeResponse(503, Map.of("Retry-After", "1"), EMPTY);

	/** Return the response of an application that is starting: 503, in plain text. */
	public static ProbeResponse starting() {
		return STARTING;
	}

	/** Return the response of a server without a free thread: 503, retry in a second. */
	public static ProbeResponse busy() {
		return BUSY;
	}

	/** Create a response that clients must not cache. */
	public static ProbeResponse of(int status, String contentType, byte[] body) {
		return new ProbeResponse(status, Map.of("Content-Type", contentType, "Cache-Control", "no-store"), body);
	}

	/** Return this response with further headers. Existing headers are kept. */
	public ProbeResponse withHeaders(Map<String, String> further) {
		if (further.isEmpty()) {
			return this;
		}
		Map<String, String> headers = new LinkedHashMap<>(further);
		headers.keySet().removeIf((name) -> this.headers.keySet().stream().anyMatch(name::equalsIgnoreCase));
		headers.putAll(this.headers);
		return new ProbeResponse(this.status, headers, this.body);
	}

	/**
	 * Return this response for the method OPTIONS: with the same status, the methods that
	 * are allowed, and no body.
	 */
	public ProbeResponse forOptions(String allow) {
		Map<String, String> headers = new LinkedHashMap<>(this.headers);
		headers.keySet().removeIf("Content-Type"::equalsIgnoreCase);
		headers.put("Allow", allow);
		return new ProbeResponse(this.status, headers, EMPTY);
	}

	/**
	 * Return the response to any other method than those that are allowed: 405, without a
	 * body.
	 */
	public static ProbeResponse methodNotAllowed(String allow) {
		return new ProbeResponse(405, Map.of("Allow", allow), EMPTY);
	}

}
