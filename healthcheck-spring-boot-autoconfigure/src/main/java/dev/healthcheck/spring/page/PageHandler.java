package dev.healthcheck.spring.page;

import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.server.ProbeHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;

/**
 * {@link ProbeHandler} that serves the page of an application without a web server beside
 * its probes: to an asker who is nobody, and on no thread that is kept for probes.
 *
 * @since 0.1.0
 */
public final class PageHandler implements ProbeHandler {

	private final String basePath;

	private final PageRequests requests;

	private final ProbeHandler probes;

	/**
	 * Create a handler.
	 * @param basePath the path that all others are below; may be empty
	 * @param requests answers requests for the page
	 * @param probes answers all others
	 */
	public PageHandler(String basePath, PageRequests requests, ProbeHandler probes) {
		this.basePath = basePath;
		this.requests = requests;
		this.probes = probes;
	}

	@Override
	public @Nullable ProbeResponse answer(ProbeRequest request) {
		if (isForPage(request)) {
			return this.requests.answer(request.method(), pathOf(request), SecurityContext.NONE);
		}
		return this.probes.answer(request);
	}

	@Override
	public boolean isPublished(ProbeRequest request) {
		return !isForPage(request) && this.probes.isPublished(request);
	}

	private boolean isForPage(ProbeRequest request) {
		return request.path().startsWith(this.basePath) && this.requests.path().paths().contains(pathOf(request));
	}

	private String pathOf(ProbeRequest request) {
		return request.path().substring(this.basePath.length());
	}

}
