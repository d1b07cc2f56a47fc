package dev.healthcheck.upstream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;

/**
 * {@link Check} that asks another process, by {@code GET} of a URL that never changes,
 * whether it is ready: 200 with JSON is UP, anything else DOWN. The result's
 * {@linkplain CheckResult#source() source} is the {@link UpstreamAnswer}.
 *
 * <p>
 * A deadline is set for all of it, from connecting to the last byte. Redirects are not
 * followed and proxies not used; of a longer answer than {@value #MAX_BODY} bytes, also
 * after decompression, nothing is kept. The body's JSON is encoded again. Works on the
 * thread that runs it, without others; an interrupt ends it. The time to look up a name
 * belongs to the operating system, and a run whose look-up hangs is late.
 *
 * @since 0.1.0
 */
public final class UpstreamCheck implements Check {

	/** The most bytes of a body that are read, and that are kept. */
	public static final int MAX_BODY = 64 * 1024;

	private static final Duration LONGEST = Duration.ofHours(1);

	private static final Pattern JSON = Pattern.compile("application/(?:json|[a-z0-9.!#$&^_-]+\\+json)\\s*(?:;.*)?");

	private static final Pattern CHARSET = Pattern.compile(";\\s*charset=\"?([a-z0-9._:-]+)\"?");

	private final UpstreamUrl url;

	private final Duration deadline;

	private final LongSupplier ticker;

	private final JsonCopy json = new JsonCopy();

	/**
	 * Create a check.
	 * @param url where the other process is asked, with scheme http or https
	 * @param deadline how long an answer may take in all
	 * @throws IllegalArgumentException if the URL has another scheme, no host, a user, a
	 * fragment, or is none; or if the deadline is not positive, or above an hour
	 */
	public UpstreamCheck(String url, Duration deadline) {
		this(url, deadline, System::nanoTime);
	}

	UpstreamCheck(String url, Duration deadline, LongSupplier ticker) {
		if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("'deadline' must be positive and at most an hour, but is " + deadline);
		}
		this.url = UpstreamUrl.parse(url);
		this.deadline = deadline;
		this.ticker = ticker;
	}

	@Override
	public CheckResult run() throws InterruptedException {
		try (UpstreamConnection connection = UpstreamConnection.open(this.url,
				new Deadline(this.deadline, this.ticker))) {
			connection.ask(this.url);
			InputStream in = connection.answer();
			UpstreamHead head = UpstreamHead.read(in);
			return result(head, UpstreamBody.read(head, in));
		}
		catch (IOException ex) {
			// Cleared here, as whoever throws this does
			if (Thread.interrupted()) {
				throw new InterruptedException("Interrupted while asking " + this.url);
			}
			String problem = this.url + " " + problem(ex);
			return result(CheckStatus.DOWN, problem, UpstreamAnswer.text(problem));
		}
	}

	private CheckResult result(UpstreamHead head, byte[] body) {
		boolean ok = head.status() == 200;
		String contentType = head.contentType().toLowerCase(Locale.ROOT);
		// What is said to be something else is believed to be JSON only where it is ready
		byte[] json = (ok || JSON.matcher(contentType).matches()) ? this.json.of(body) : null;
		String message = this.url + " answers " + head.status();
		if (json != null) {
			return result(ok ? CheckStatus.UP : CheckStatus.DOWN, message, UpstreamAnswer.json(ok, json));
		}
		if (ok) {
			String problem = message + " without JSON";
			return result(CheckStatus.DOWN, problem, UpstreamAnswer.text(problem));
		}
		return result(CheckStatus.DOWN, message, UpstreamAnswer.text(new String(body, charset(contentType))));
	}

	private static CheckResult result(CheckStatus status, String message, UpstreamAnswer answer) {
		return new CheckResult(status, message, Map.of(), answer);
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
		if (failure instanceof UpstreamException) {
			return String.valueOf(failure.getMessage());
		}
		if (failure instanceof UnknownHostException) {
			return "cannot be asked: its name is not known";
		}
		// TLS wraps what its socket throws
		if (isOrHasCause(failure, SocketTimeoutException.class)) {
			return "gives no complete answer within " + this.deadline.toMillis() + " ms";
		}
		if (isOrHasCause(failure, EOFException.class)) {
			return "ends its answer early";
		}
		String reason = (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getSimpleName();
		return "cannot be asked: " + reason;
	}

	private static boolean isOrHasCause(IOException failure, Class<? extends IOException> type) {
		return type.isInstance(failure) || type.isInstance(failure.getCause());
	}

}
