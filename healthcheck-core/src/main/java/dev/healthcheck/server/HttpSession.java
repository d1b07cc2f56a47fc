package dev.healthcheck.server;

import java.nio.ByteBuffer;
import java.util.Objects;

import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
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

	private @Nullable RequestHead pendingHead;

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
			RequestHead head = this.reader.read(input);
			if (head == null) {
				return false;
			}
			answer(head);
		}
		return !this.connection.isFinished();
	}

	@Override
	public boolean isWithinMessage() {
		return this.reader.isWithinHead();
	}

	private void answer(RequestHead head) {
		if (head.error() != 0) {
			respond(head, SafeHandler.error(head.error()));
			return;
		}
		ProbeReply reply = this.handler.handle(head.request());
		if (reply instanceof DeferredResponse deferred) {
			defer(head, deferred);
		}
		else {
			respond(head, (ProbeResponse) reply);
		}
	}

	private void respond(RequestHead head, ProbeResponse response) {
		ProbeRequest request = head.request();
		try {
			this.encoder.encode(response, request.method(), head.keepAlive(), this.connection::send);
		}
		catch (IllegalArgumentException ex) {
			this.encoder.encode(this.handler.failed(request, ex), request.method(), head.keepAlive(),
					this.connection::send);
		}
		if (!head.keepAlive()) {
			this.connection.finish(!head.hasBody());
		}
	}

	private void defer(RequestHead head, DeferredResponse deferred) {
		this.pending = this.pool.submit(() -> this.handler.make(head.request(), deferred), (response) -> {
			// Otherwise another response has been given
			if (isWaitedFor(head)) {
				resume(head, response);
			}
		});
		if (this.pending != null) {
			this.pendingHead = head;
			this.otherwise = deferred.otherwise();
			this.connection.suspend();
		}
		else {
			respond(head, Objects.requireNonNullElseGet(deferred.otherwise(), ProbeResponse::busy));
		}
	}

	// Two requests may be equal
	@SuppressWarnings("ReferenceEquality")
	private boolean isWaitedFor(RequestHead head) {
		return this.pendingHead == head;
	}

	private void resume(RequestHead head, ProbeResponse response) {
		this.pending = null;
		this.pendingHead = null;
		if (this.connection.isFinished()) {
			return;
		}
		try {
			respond(head, response);
			this.connection.resume();
		}
		catch (Throwable ex) {
			this.connection.failed(ex);
		}
	}

	@Override
	public void giveUp() {
		RequestHead head = this.pendingHead;
		ProbeResponse otherwise = this.otherwise;
		if (head != null && (withdraw() || otherwise != null)) {
			resume(head, Objects.requireNonNullElseGet(otherwise, ProbeResponse::busy));
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
