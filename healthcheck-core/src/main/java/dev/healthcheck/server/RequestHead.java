package dev.healthcheck.server;

import dev.healthcheck.probe.ProbeRequest;

/**
 * Value object for the head of a request.
 *
 * @param request the request; without a path if the head is wrong
 * @param error the HTTP status code if the head is wrong, otherwise 0
 * @param keepAlive whether the connection can serve another request after it
 * @param hasBody whether a body follows
 */
record RequestHead(ProbeRequest request, int error, boolean keepAlive, boolean hasBody) {

	static RequestHead wrong(int error) {
		return new RequestHead(new ProbeRequest("", ""), error, false, true);
	}

}
