package dev.healthcheck.spring.page;

import java.util.List;

import dev.healthcheck.page.PageAnswers;
import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.probe.ResponseCache;
import dev.healthcheck.server.ProbeHandler;
import dev.healthcheck.spring.probes.Publications;

/**
 * Handles requests for the page and its JSON. JSON that is out of date is made on another
 * thread than the one that answers probes: it is large.
 *
 * @since 0.1.0
 */
public final class PageRequests {

	private static final ProbeResponse NOT_ALLOWED = ProbeResponse.methodNotAllowed("GET, HEAD");

	private final PagePath path;

	private final PublishedPage page;

	private final ProbeResponse html;

	private final ResponseCache<PagePath> json;

	/**
	 * Create a handler of requests.
	 * @param path where the page is
	 * @param page what is published
	 * @param publications tells whether JSON that was made is still right
	 */
	public PageRequests(PagePath path, PublishedPage page, Publications publications) {
		this.path = path;
		this.page = page;
		this.html = PageAnswers.html(path.jsonFromPage());
		this.json = new ResponseCache<>(publications);
	}

	/**
	 * Return where the page is.
	 * @return the path
	 */
	public PagePath path() {
		return this.path;
	}

	/**
	 * Return a handler that serves the page beside other paths.
	 * @param others handles the requests for all other paths
	 * @return the handler
	 */
	public ProbeHandler beside(ProbeHandler others) {
		List<String> paths = this.path.paths();
		return (request) -> {
			if (!paths.contains(request.path())) {
				return others.handle(request);
			}
			if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
				return NOT_ALLOWED;
			}
			return request.path().equals(this.path.path()) ? this.html : json();
		};
	}

	private ProbeReply json() {
		ProbeResponse fresh = this.json.fresh(this.path);
		return (fresh != null) ? fresh
				: new DeferredResponse(() -> this.json.get(this.path, () -> PageAnswers.json(this.page.get())));
	}

}
