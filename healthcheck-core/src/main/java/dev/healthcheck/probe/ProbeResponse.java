package dev.healthcheck.probe;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Value object for a complete answer. The body is never changed after creation; adapters
 * write it as it is, with its length, and leave it out where the method has none.
 *
 * @param status the HTTP status code
 * @param headers the headers, Content-Type among them, without Content-Length
 * @param body the body; to be read only
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent")
public record ProbeResponse(int status, Map<String, String> headers, byte[] body) implements ProbeReply {

	private static final byte[] EMPTY = {};

	private static final ProbeResponse STARTING = of(503, "text/plain;charset=UTF-8",
			"starting".getBytes(StandardCharsets.US_ASCII));

	private static final ProbeResponse BUSY = new ProbeResponse(503, Map.of("Retry-After", "1"), EMPTY);

	/**
	 * Return the answer of an application that cannot say more yet: 503, in plain text.
	 * @return the answer
	 */
	public static ProbeResponse starting() {
		return STARTING;
	}

	/**
	 * Return the answer of a server that has no thread to make it: 503, retry after a
	 * second.
	 * @return the answer
	 */
	public static ProbeResponse busy() {
		return BUSY;
	}

	/**
	 * Return an answer with a body. No cache keeps it.
	 * @param status the HTTP status code
	 * @param contentType the content type
	 * @param body the body
	 * @return the answer
	 */
	public static ProbeResponse of(int status, String contentType, byte[] body) {
		return new ProbeResponse(status, Map.of("Content-Type", contentType, "Cache-Control", "no-store"), body);
	}

	/**
	 * Return this answer with further headers.
	 * @param further the headers; one that is there already stays as it is
	 * @return the answer
	 */
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
	 * Return this answer for the method OPTIONS: the same status, the methods that are
	 * allowed, no body.
	 * @param allow the methods that are allowed
	 * @return the answer
	 */
	public ProbeResponse forOptions(String allow) {
		Map<String, String> headers = new LinkedHashMap<>(this.headers);
		headers.keySet().removeIf("Content-Type"::equalsIgnoreCase);
		headers.put("Allow", allow);
		return new ProbeResponse(this.status, headers, EMPTY);
	}

	/**
	 * Return the answer to a method that is not allowed: 405, without a body.
	 * @param allow the methods that are allowed
	 * @return the answer
	 */
	public static ProbeResponse methodNotAllowed(String allow) {
		return new ProbeResponse(405, Map.of("Allow", allow), EMPTY);
	}

}
