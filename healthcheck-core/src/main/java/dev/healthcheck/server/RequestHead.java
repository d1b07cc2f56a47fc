package dev.healthcheck.server;

import java.util.regex.Pattern;

import dev.healthcheck.probe.ProbeRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/**
 * Value object for the head of a request, as far as the server looks at it.
 *
 * @param request what was asked
 * @param error the HTTP status code if the head cannot be served, otherwise 0
 * @param keepAlive whether the connection can serve another request after it
 */
record RequestHead(ProbeRequest request, int error, boolean keepAlive) {

	/** The most bytes of the request line. */
	static final int LINE = 4096;

	/** The most bytes of all headers together. */
	static final int HEADERS = 8192;

	private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

	static RequestHead of(HttpRequest request) {
		int error = error(request);
		String target = (error == 0) ? target(request.uri()) : "";
		int mark = target.indexOf('?');
		String path = (mark >= 0) ? target.substring(0, mark) : target;
		String query = (mark >= 0) ? target.substring(mark + 1) : "";
		if (error == 0 && !isTarget(path)) {
			error = 400;
		}
		// What nobody reads, the body, cannot be told from a next request
		boolean keepAlive = error == 0 && HttpUtil.isKeepAlive(request) && !hasBody(request);
		return new RequestHead(new ProbeRequest(request.method().name(), path, query), error, keepAlive);
	}

	private static int error(HttpRequest request) {
		if (request.decoderResult().isFailure()) {
			Throwable cause = request.decoderResult().cause();
			if (cause instanceof TooLongHttpLineException) {
				return 414;
			}
			return (cause instanceof TooLongHttpHeaderException) ? 431 : 400;
		}
		HttpVersion version = request.protocolVersion();
		if (version.majorVersion() != 1 || version.minorVersion() > 1) {
			return 505;
		}
		int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
		boolean hostMissing = hosts == 0 && version.minorVersion() == 1;
		return (hosts > 1 || hostMissing || !isToken(request.method().name())) ? 400 : 0;
	}

	// The target may be a whole URL, RFC 9112, section 3.2.2
	private static String target(String uri) {
		if (uri.startsWith("http://") || uri.startsWith("https://")) {
			int start = uri.indexOf('/', uri.indexOf("//") + 2);
			return (start >= 0) ? uri.substring(start) : "/";
		}
		return uri;
	}

	private static boolean isTarget(String path) {
		return (path.startsWith("/") || path.equals("*")) && path.chars().allMatch((c) -> c > ' ' && c < 0x7F)
				&& ENCODED.matcher(path).results().count() == path.chars().filter((c) -> c == '%').count();
	}

	private static boolean isToken(String method) {
		return !method.isEmpty()
				&& method.chars().allMatch((c) -> c > ' ' && c < 0x7F && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
	}

	private static boolean hasBody(HttpRequest request) {
		return request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
				|| HttpUtil.getContentLength(request, 0L) > 0;
	}

}
