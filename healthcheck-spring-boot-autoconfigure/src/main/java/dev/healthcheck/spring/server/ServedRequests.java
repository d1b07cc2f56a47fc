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
 * @param handler answers requests
 * @param warmUp answers requests in the same way, but counts none
 * @param paths the paths that can be asked for
 * @since 0.1.0
 */
record ServedRequests(ProbeHandler handler, ProbeHandler warmUp, List<String> paths) {

	/**
	 * Create an instance.
	 */
	public ServedRequests {
		paths = List.copyOf(paths);
	}

	/**
	 * Answer a request that warms the server up. No code of the application is run.
	 * @param request the request
	 * @return the answer
	 */
	@Nullable ProbeReply handleWarmUp(ProbeRequest request) {
		ProbeReply reply = this.warmUp.handle(request);
		return (reply instanceof DeferredResponse) ? ProbeResponse.busy() : reply;
	}

	/**
	 * Return the requests that warm the server up.
	 * @return one for each path
	 */
	List<ProbeRequest> warmUpRequests() {
		return this.paths.stream().map((path) -> new ProbeRequest("GET", path.replace("/**", "/"))).toList();
	}

}
