package dev.healthcheck.spring.server;

import java.util.List;

import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.server.ProbeHandler;
import org.jspecify.annotations.Nullable;

/**
 * What a probe server serves.
 *
 * @param uncounted answers as the handler does, but counts no answer
 */
record ServedRequests(ProbeHandler handler, ProbeHandler uncounted, List<String> paths) {

	// No code of the application is run
	@Nullable ProbeReply handleWarmUp(ProbeRequest request) {
		ProbeReply reply = this.uncounted.handle(request);
		return (reply instanceof DeferredResponse) ? ProbeResponse.busy() : reply;
	}

	List<ProbeRequest> warmUpRequests() {
		return this.paths.stream().map((path) -> new ProbeRequest("GET", path.replace("/**", "/"))).toList();
	}

}
