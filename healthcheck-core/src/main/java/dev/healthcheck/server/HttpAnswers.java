package dev.healthcheck.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Asks the handler, and puts its answers into HTTP. Whatever the handler does, there is
 * an answer. Used by all threads of a server.
 */
final class HttpAnswers {

	private static final Logger logger = System.getLogger(HttpAnswers.class.getName());

	private static final byte[] EMPTY = {};

	private final ProbeHandler handler;

	private final InstantSource clock;

	private final AtomicBoolean failed = new AtomicBoolean();

	HttpAnswers(ProbeHandler handler, InstantSource clock) {
		this.handler = handler;
		this.clock = clock;
	}

	static ProbeResponse error(int status) {
		Map<String, String> headers = (status == 503) ? Map.of("Retry-After", "1") : Map.of();
		return new ProbeResponse(status, headers, EMPTY);
	}

	boolean isPublished(ProbeRequest request) {
		try {
			return this.handler.isPublished(request);
		}
		catch (Throwable ex) {
			log(request, ex);
			return false;
		}
	}

	ProbeResponse answer(ProbeRequest request) {
		try {
			ProbeResponse answer = this.handler.answer(request);
			return (answer != null) ? answer : error(404);
		}
		// An Error too: nobody else would answer
		catch (Throwable ex) {
			log(request, ex);
			return error(500);
		}
	}

	private void log(ProbeRequest request, Throwable failure) {
		Level level = this.failed.compareAndSet(false, true) ? Level.WARNING : Level.DEBUG;
		try {
			logger.log(level, () -> "No answer to " + request.method() + " " + request.path()
					+ "; further failures are logged at level DEBUG", failure);
		}
		catch (Throwable ex) {
			// No memory left to say so
		}
	}

	FullHttpResponse http(String method, ProbeResponse answer, boolean keepAlive) {
		try {
			return response(method, answer, keepAlive);
		}
		catch (RuntimeException ex) {
			// A status or header that HTTP does not have
			log(new ProbeRequest(method, "(an answer that is not HTTP)"), ex);
			return response(method, error(500), keepAlive);
		}
	}

	private FullHttpResponse response(String method, ProbeResponse answer, boolean keepAlive) {
		ByteBuf body = method.equals("HEAD") ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer.body());
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
				HttpResponseStatus.valueOf(answer.status()), body);
		answer.headers().forEach(response.headers()::set);
		response.headers()
			.set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length)
			.set(HttpHeaderNames.DATE, DateFormatter.format(Date.from(this.clock.instant())))
			.set(HttpHeaderNames.CONNECTION, keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
		return response;
	}

}
