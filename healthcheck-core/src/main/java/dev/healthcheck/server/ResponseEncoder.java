package dev.healthcheck.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.healthcheck.probe.ProbeResponse;
import org.jspecify.annotations.Nullable;

/**
 * Encodes responses as HTTP/1.1. A response object that is sent again within a second is
 * encoded once, and a large body is never copied: all connections share the bytes. Used
 * only by the thread of the loop.
 */
final class ResponseEncoder {

	/** Up to this size, copying the body costs less than another buffer. */
	private static final int SMALL = 1024;

	/** Maximum number of encoded responses that are kept to be sent again. */
	private static final int KEPT = 16;

	/** Headers that only the server sets. */
	private static final Set<String> OWN = Set.of("content-length", "date", "connection", "transfer-encoding");

	private static final String[] DAYS = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

	private static final String[] MONTHS = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
			"Nov", "Dec" };

	/** Common status codes with their reason phrases, which clients ignore. */
	private static final Map<Integer, String> STATUSES = Pattern.compile(", ")
		.splitAsStream("""
				200 OK, 202 Accepted, 203 Non-Authoritative Information, 204 No Content, 206 Partial Content, \
				301 Moved Permanently, 302 Found, 303 See Other, 304 Not Modified, 307 Temporary Redirect, \
				308 Permanent Redirect, 400 Bad Request, 401 Unauthorized, 403 Forbidden, 404 Not Found, \
				405 Method Not Allowed, 406 Not Acceptable, 408 Request Timeout, 409 Conflict, 410 Gone, \
				412 Precondition Failed, 414 URI Too Long, 417 Expectation Failed, 418 I'm a teapot, \
				422 Unprocessable Content, 423 Locked, 424 Failed Dependency, 429 Too Many Requests, \
				431 Request Header Fields Too Large, 500 Internal Server Error, 501 Not Implemented, \
				502 Bad Gateway, 503 Service Unavailable, 504 Gateway Timeout, \
				505 HTTP Version Not Supported, 507 Insufficient Storage""")
		.collect(Collectors.toMap((line) -> Integer.valueOf(line.substring(0, 3)), (line) -> line));

	private final InstantSource clock;

	/** The second of the header Date. */
	private long second = Long.MIN_VALUE;

	private String date = "";

	private final @Nullable Encoded[] kept = new Encoded[KEPT];

	private int next;

	ResponseEncoder(InstantSource clock) {
		this.clock = clock;
		// Loads the classes now: later there may be no memory for them
		encode(ProbeResponse.busy(), "GET", true, (bytes) -> {
		});
	}

	// Throws an IllegalArgumentException if the status or a header is not valid
	void encode(ProbeResponse response, String method, boolean keepAlive, Consumer<ByteBuffer> target) {
		byte[] body = response.body();
		boolean withBody = body.length > 0 && !method.equals("HEAD") && !hasNoBody(response.status());
		target.accept(encoded(response, withBody, keepAlive).duplicate());
		if (withBody && body.length > SMALL) {
			target.accept(ByteBuffer.wrap(body).asReadOnlyBuffer());
		}
	}

	// The head, and the body if it is small
	private ByteBuffer encoded(ProbeResponse response, boolean withBody, boolean keepAlive) {
		updateDate();
		for (Encoded encoded : this.kept) {
			if (encoded != null && encoded.is(response, withBody, keepAlive)) {
				return encoded.bytes();
			}
		}
		byte[] head = head(response, keepAlive).getBytes(StandardCharsets.ISO_8859_1);
		byte[] body = response.body();
		int length = (withBody && body.length <= SMALL) ? body.length : 0;
		ByteBuffer bytes = ByteBuffer.allocate(head.length + length).put(head).put(body, 0, length).flip();
		this.kept[this.next] = new Encoded(response, withBody, keepAlive, bytes);
		this.next = (this.next + 1) % this.kept.length;
		return bytes;
	}

	private String head(ProbeResponse response, boolean keepAlive) {
		int status = response.status();
		if (status < 200 || status > 599) {
			throw new IllegalArgumentException("The status " + status + " is not valid in HTTP");
		}
		StringBuilder head = new StringBuilder(256).append("HTTP/1.1 ")
			.append(STATUSES.getOrDefault(status, status + " "))
			.append("\r\n");
		for (Map.Entry<String, String> header : response.headers().entrySet()) {
			append(head, header.getKey(), header.getValue());
		}
		if (status != 204) {
			int length = (status == 205) ? 0 : response.body().length;
			head.append("content-length: ").append(length).append("\r\n");
		}
		return head.append("date: ")
			.append(this.date)
			.append(keepAlive ? "\r\nconnection: keep-alive\r\n\r\n" : "\r\nconnection: close\r\n\r\n")
			.toString();
	}

	private static void append(StringBuilder head, String name, String value) {
		if (!Token.matches(name) || !Token.isText(value)) {
			throw new IllegalArgumentException("The header '" + name + "' is not valid in HTTP");
		}
		if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
			head.append(name).append(": ").append(value).append("\r\n");
		}
	}

	// RFC 9110, section 5.6.7. A formatter of the JDK takes 10 ms when it is first used
	private void updateDate() {
		long now = Math.floorDiv(this.clock.millis(), 1000L);
		if (now != this.second) {
			LocalDateTime time = LocalDateTime.ofEpochSecond(now, 0, ZoneOffset.UTC);
			this.date = DAYS[time.getDayOfWeek().getValue() - 1] + ", " + twoDigits(time.getDayOfMonth()) + " "
					+ MONTHS[time.getMonthValue() - 1] + " " + time.getYear() + " " + twoDigits(time.getHour()) + ":"
					+ twoDigits(time.getMinute()) + ":" + twoDigits(time.getSecond()) + " GMT";
			Arrays.fill(this.kept, null);
			this.second = now;
		}
	}

	private static String twoDigits(int number) {
		return (number < 10) ? "0" + number : String.valueOf(number);
	}

	private static boolean hasNoBody(int status) {
		return status == 204 || status == 205 || status == 304;
	}

	/** The head, and the body if it is small. */
	private record Encoded(ProbeResponse response, boolean withBody, boolean keepAlive, ByteBuffer bytes) {

		// Comparing the content of responses would cost more than encoding it
		@SuppressWarnings("ReferenceEquality")
		boolean is(ProbeResponse response, boolean withBody, boolean keepAlive) {
			return this.response == response && this.withBody == withBody && this.keepAlive == keepAlive;
		}

	}

}
