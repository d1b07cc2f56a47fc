package dev.healthcheck.sidecar.upstream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.protocol.ApplicationAnswer;
import dev.healthcheck.sidecar.upstream.UpstreamConnection.Lookup;

/**
 * {@link Check} that requests a URL of another process: UP if it returns 200 with JSON,
 * otherwise DOWN. The result's {@linkplain CheckResult#source() source} is the
 * {@link ApplicationAnswer}.
 *
 * <p>
 * One deadline bounds a run from connecting to the last byte, except for the look-up of
 * the host name, which the operating system bounds: a run whose look-up hangs is late.
 * Redirects are not followed, proxies not used. A body of more than {@value #MAX_BODY}
 * bytes, also after decompression, is a failure. An interrupt ends a run.
 */
public final class UpstreamCheck implements Check {

	static final int MAX_BODY = 64 * 1024;

	private static final Duration LONGEST = Duration.ofHours(1);

	private static final Pattern JSON = Pattern.compile("application/(?:json|[a-z0-9.!#$&^_-]+\\+json)\\s*(?:;.*)?");

	private static final Pattern CHARSET = Pattern.compile(";\\s*charset=\"?([a-z0-9._:-]+)\"?");

	private final UpstreamUrl url;

	private final Duration deadline;

	private final Lookup lookup;

	private final JsonCopy json = new JsonCopy();

	/**
	 * Create a check.
	 * @param url the URL, with scheme http or https
	 * @param deadline the maximum time for a complete response
	 * @throws IllegalArgumentException if the URL is invalid, or has another scheme, no
	 * host, a user or a fragment; or if the deadline is not positive, or above an hour
	 */
	public UpstreamCheck(String url, Duration deadline) {
		this(url, deadline, InetAddress::getAllByName);
	}

	UpstreamCheck(String url, Duration deadline, Lookup lookup) {
		if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("'deadline' must be positive and at most an hour, but is " + deadline);
		}
		this.url = UpstreamUrl.parse(url);
		this.deadline = deadline;
		this.lookup = lookup;
	}

	@Override
	public CheckResult run() throws InterruptedException {
		try (UpstreamConnection connection = UpstreamConnection.open(this.url, this.lookup, this.deadline)) {
			connection.request(this.url);
			InputStream in = connection.response();
			UpstreamHead head = UpstreamHead.read(in);
			return result(head, UpstreamBody.read(head, in));
		}
		catch (IOException ex) {
			if (Thread.interrupted()) {
				throw new InterruptedException("Interrupted while requesting " + this.url);
			}
			String problem = this.url + " " + problem(ex);
			return notReady(problem, problem);
		}
	}

	private CheckResult result(UpstreamHead head, byte[] body) {
		boolean ok = head.status() == 200;
		// With 200, only the body decides
		byte[] json = (ok || JSON.matcher(head.contentType()).matches()) ? this.json.of(body) : null;
		String message = this.url + " returned " + head.status();
		if (json != null) {
			return new CheckResult(ok ? CheckStatus.UP : CheckStatus.DOWN, message, Map.of(),
					new ApplicationAnswer(ok, json, null));
		}
		if (ok) {
			message += " without JSON";
			return notReady(message, message);
		}
		return notReady(message, new String(body, charset(head.contentType())));
	}

	private static CheckResult notReady(String message, String text) {
		return new CheckResult(CheckStatus.DOWN, message, Map.of(), new ApplicationAnswer(false, null, text));
	}

	private static Charset charset(String contentType) {
		Matcher matcher = CHARSET.matcher(contentType);
		try {
			return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
		}
		catch (IllegalArgumentException ex) {
			return StandardCharsets.UTF_8;
		}
	}

	private String problem(IOException failure) {
		if (failure instanceof ResponseException) {
			return String.valueOf(failure.getMessage());
		}
		if (failure instanceof UnknownHostException) {
			return "could not be requested: unknown host";
		}
		// TLS wraps the exceptions of its socket
		if (isOrHasCause(failure, SocketTimeoutException.class)) {
			return "did not respond completely within " + this.deadline.toMillis() + " ms";
		}
		if (isOrHasCause(failure, EOFException.class)) {
			return "closed the connection early";
		}
		String reason = (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getSimpleName();
		return "could not be requested: " + reason;
	}

	private static boolean isOrHasCause(IOException failure, Class<? extends IOException> type) {
		return type.isInstance(failure) || type.isInstance(failure.getCause());
	}

	/** Its message follows the URL in a sentence. */
	@SuppressWarnings("serial")
	static final class ResponseException extends IOException {

		ResponseException(String message) {
			super(message);
		}

	}

}
