package dev.healthcheck.server;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.server.RequestReader.ParsedRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@link Session} of HTTP/1.0 and 1.1: one request after the other, each answered before
 * the next one is read. A deferred response is made by another thread.
 */
final class HttpSession implements Session {

	private final Connection connection;

	private final SafeHandler handler;

	private final ResponseEncoder encoder;

	private final ThreadPoolExecutor threads;

	private RequestReader reader = new RequestReader();

	private @Nullable Deferral awaited;

	HttpSession(Connection connection, SafeHandler handler, ResponseEncoder encoder, ThreadPoolExecutor threads) {
		this.connection = connection;
		this.handler = handler;
		this.encoder = encoder;
		this.threads = threads;
	}

	@Override
	public boolean receive(ByteBuffer input) {
		while (this.connection.takesMore()) {
			ParsedRequest parsed = this.reader.read(input);
			if (parsed == null) {
				return false;
			}
			this.reader = new RequestReader();
			answer(parsed);
		}
		return !this.connection.isFinished();
	}

	@Override
	public boolean isWithinMessage() {
		return this.reader.isWithinHead();
	}

	private void answer(ParsedRequest parsed) {
		ProbeReply reply = (parsed.error() != 0) ? SafeHandler.error(parsed.error())
				: this.handler.handle(parsed.request());
		if (reply instanceof DeferredResponse deferred) {
			defer(new Deferral(parsed, deferred));
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

	private void defer(Deferral deferral) {
		try {
			this.threads.execute(deferral);
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			// Too many responses wait, or there is no memory for a thread
			if (deferral.giveUp()) {
				respond(deferral.parsed, deferral.otherwise());
				return;
			}
		}
		this.awaited = deferral;
		this.connection.suspend();
	}

	private void resume(Deferral deferral, ProbeResponse response) {
		// Another response may have been sent
		if (this.awaited != deferral || this.connection.isFinished()) {
			return;
		}
		this.awaited = null;
		try {
			respond(deferral.parsed, response);
			this.connection.resume();
		}
		catch (Throwable ex) {
			this.connection.failed(ex);
		}
	}

	@Override
	public void giveUp() {
		Deferral deferral = this.awaited;
		if (deferral != null && (deferral.giveUp() || deferral.deferred.otherwise() != null)) {
			resume(deferral, deferral.otherwise());
		}
	}

	@Override
	public void end() {
		if (this.awaited != null) {
			this.awaited.giveUp();
		}
	}

	/**
	 * Either a thread takes it and delivers a response, or the connection gives it up.
	 */
	private final class Deferral implements Runnable {

		private final AtomicBoolean taken = new AtomicBoolean();

		private final ParsedRequest parsed;

		private final DeferredResponse deferred;

		/** Created in advance: later there may be no memory for it. */
		private final Runnable delivery;

		private ProbeResponse response = ProbeResponse.busy();

		Deferral(ParsedRequest parsed, DeferredResponse deferred) {
			this.parsed = parsed;
			this.deferred = deferred;
			this.delivery = () -> resume(this, this.response);
		}

		@Override
		public void run() {
			if (this.taken.compareAndSet(false, true)) {
				this.response = HttpSession.this.handler.make(this.parsed.request(), this.deferred);
				HttpSession.this.connection.loop().deliver(this.delivery);
			}
		}

		// Returns whether no thread has taken it, nor will
		boolean giveUp() {
			boolean givenUp = this.taken.compareAndSet(false, true);
			if (givenUp) {
				HttpSession.this.threads.remove(this);
			}
			return givenUp;
		}

		ProbeResponse otherwise() {
			return Objects.requireNonNullElseGet(this.deferred.otherwise(), ProbeResponse::busy);
		}

	}

}
