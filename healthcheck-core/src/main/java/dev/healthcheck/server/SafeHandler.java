package dev.healthcheck.server;

import java.util.Map;

import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;

/** Returns a response whatever a handler does. Used by all threads of a server. */
final class SafeHandler {

	private static final ProbeResponse NOT_FOUND = error(404);

	private static final ProbeResponse FAILED = error(500);

	private final ProbeHandler handler;

	private final FailureLog failures;

	SafeHandler(ProbeHandler handler, ServerLoop loop) {
		this.handler = handler;
		this.failures = loop.failureLog(SafeHandler.class);
	}

	static ProbeResponse error(int status) {
		return new ProbeResponse(status, Map.of(), new byte[0]);
	}

	ProbeReply handle(ProbeRequest request) {
		try {
			ProbeReply reply = this.handler.handle(request);
			return (reply != null) ? reply : NOT_FOUND;
		}
		// An Error too: otherwise the client would receive no response
		catch (Throwable ex) {
			return failed(request, ex);
		}
	}

	ProbeResponse make(ProbeRequest request, DeferredResponse deferred) {
		try {
			return deferred.response().get();
		}
		catch (Throwable ex) {
			return failed(request, ex);
		}
	}

	ProbeResponse failed(ProbeRequest request, Throwable failure) {
		try {
			this.failures.log(() -> "Failed to respond to " + request.method() + " " + request.path(), failure);
		}
		catch (Throwable ex) {
			// No memory left to log it
		}
		return FAILED;
	}

}
