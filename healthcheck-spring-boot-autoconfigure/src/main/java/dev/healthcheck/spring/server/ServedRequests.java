package dev.healthcheck.spring.server;

import java.util.List;

import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.server.ProbeHandler;
import org.jspecify.annotations.Nullable;

/**
 * Requests that the probe server serves.
 *
 * @param uncounted responds as the handler does, but counts no response
 */
record ServedRequests(ProbeHandler handler, ProbeHandler uncounted, List<String> paths) {

	// Runs no code of the application
	@Nullable ProbeReply handleWarmUp(ProbeRequest request) {
		ProbeReply reply = this.uncounted.handle(request);
		return (reply instanceof DeferredResponse) ? ProbeResponse.busy() : reply;
	}

	List<ProbeRequest> warmUpRequests() {
		return this.paths.stream().map((path) -> new ProbeRequest("GET", path.replace("/**", "/"))).toList();
	}

}
