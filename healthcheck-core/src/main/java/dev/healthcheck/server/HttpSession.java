package dev.healthcheck.server;

import java.nio.ByteBuffer;
import java.util.Objects;

import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.server.RequestReader.ParsedRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@link Session} of HTTP/1.0 and 1.1: one request after the other, each answered before
 * the next one is looked at.
 */
final class HttpSession implements Session {

	private final Connection connection;

	private final SafeHandler handler;

	private final ResponseEncoder encoder;

	private final ResponsePool pool;

	private final RequestReader reader = new RequestReader();

	private ResponsePool.@Nullable Pending pending;

	private @Nullable ParsedRequest pendingRequest;

	private @Nullable ProbeResponse otherwise;

	HttpSession(Connection connection, SafeHandler handler, ResponseEncoder encoder, ResponsePool pool) {
		this.connection = connection;
		this.handler = handler;
		this.encoder = encoder;
		this.pool = pool;
	}

	@Override
	public boolean receive(ByteBuffer input) {
		while (this.connection.takesMore()) {
			ParsedRequest parsed = this.reader.read(input);
			if (parsed == null) {
				return false;
			}
			answer(parsed);
		}
		return !this.connection.isFinished();
	}

	@Override
	public boolean isWithinMessage() {
		return this.reader.isWithinHead();
	}

	private void answer(ParsedRequest parsed) {
		if (parsed.error() != 0) {
			respond(parsed, SafeHandler.error(parsed.error()));
			return;
		}
		ProbeReply reply = this.handler.handle(parsed.request());
		if (reply instanceof DeferredResponse deferred) {
			defer(parsed, deferred);
		}
		else {
			respond(parsed, (ProbeResponse) reply);
		}
	}

	private void respond(ParsedRequest parsed, ProbeResponse response) {
		ProbeRequest request = parsed.request();
		try {
			this.encoder.encode(response, request.method(), parsed.keepAlive(), this.connection::send);
		}
		catch (IllegalArgumentException ex) {
			this.encoder.encode(this.handler.failed(request, ex), request.method(), parsed.keepAlive(),
					this.connection::send);
		}
		if (!parsed.keepAlive()) {
			this.connection.finish(!parsed.hasBody());
		}
	}

	private void defer(ParsedRequest parsed, DeferredResponse deferred) {
		this.pending = this.pool.submit(() -> this.handler.make(parsed.request(), deferred), (response) -> {
			// Otherwise another response has been sent
			if (isWaitedFor(parsed)) {
				resume(parsed, response);
			}
		});
		if (this.pending != null) {
			this.pendingRequest = parsed;
			this.otherwise = deferred.otherwise();
			this.connection.suspend();
		}
		else {
			respond(parsed, Objects.requireNonNullElseGet(deferred.otherwise(), ProbeResponse::busy));
		}
	}

	// Two requests may be equal
	@SuppressWarnings("ReferenceEquality")
	private boolean isWaitedFor(ParsedRequest parsed) {
		return this.pendingRequest == parsed;
	}

	private void resume(ParsedRequest parsed, ProbeResponse response) {
		this.pending = null;
		this.pendingRequest = null;
		if (this.connection.isFinished()) {
			return;
		}
		try {
			respond(parsed, response);
			this.connection.resume();
		}
		catch (Throwable ex) {
			this.connection.failed(ex);
		}
	}

	@Override
	public void giveUp() {
		ParsedRequest parsed = this.pendingRequest;
		ProbeResponse otherwise = this.otherwise;
		if (parsed != null && (withdraw() || otherwise != null)) {
			resume(parsed, Objects.requireNonNullElseGet(otherwise, ProbeResponse::busy));
		}
	}

	@Override
	public void end() {
		withdraw();
	}

	private boolean withdraw() {
		return this.pending != null && this.pending.giveUp();
	}

}
