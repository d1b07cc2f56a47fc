package dev.healthcheck.spring.page;

import java.util.List;

import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.server.ProbeHandler;
import org.jspecify.annotations.Nullable;

/**
 * {@link ProbeHandler} that serves the status page beside probes. A page that is not
 * there yet is made on another thread than probes are answered on: it is large.
 *
 * @since 0.1.0
 */
public final class PageHandler implements ProbeHandler {

	private final PageRequests page;

	private final List<String> paths;

	private final ProbeHandler probes;

	/**
	 * Create a handler.
	 * @param page answers requests for the page
	 * @param probes answers all others
	 */
	public PageHandler(PageRequests page, ProbeHandler probes) {
		this.page = page;
		this.paths = page.path().paths();
		this.probes = probes;
	}

	@Override
	public @Nullable ProbeReply handle(ProbeRequest request) {
		if (!this.paths.contains(request.path())) {
			return this.probes.handle(request);
		}
		ProbeResponse fresh = this.page.fresh(request);
		return (fresh != null) ? fresh : new DeferredResponse(() -> this.page.answer(request));
	}

}
