package dev.healthcheck.spring.page;

import dev.healthcheck.page.PageAnswers;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.probe.ResponseCache;
import dev.healthcheck.spring.probes.Publications;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests for the page.
 *
 * @since 0.1.0
 */
public final class PageRequests {

	private final PagePath path;

	private final PublishedPage page;

	private final ResponseCache<ProbeRequest> cache;

	/**
	 * Create answers.
	 * @param path where the page is
	 * @param page what is published
	 * @param publications tells whether a page that was made is still right
	 */
	public PageRequests(PagePath path, PublishedPage page, Publications publications) {
		this.cache = new ResponseCache<>(publications);
		this.path = path;
		this.page = page;
	}

	/**
	 * Return where the page is.
	 * @return the path
	 */
	public PagePath path() {
		return this.path;
	}

	/**
	 * Answer a request for one of the paths of the page.
	 * @param request the request
	 * @return the answer, whose body the server leaves out for HEAD
	 */
	ProbeResponse answer(ProbeRequest request) {
		return this.cache.get(request.withoutQuery(), () -> make(request));
	}

	@Nullable ProbeResponse fresh(ProbeRequest request) {
		return this.cache.fresh(request.withoutQuery());
	}

	private ProbeResponse make(ProbeRequest request) {
		if (!PageAnswers.reads(request.method())) {
			return PageAnswers.methodNotAllowed();
		}
		return request.path().equals(this.path.path()) ? PageAnswers.html(this.page.get(), this.path.jsonFromPage())
				: PageAnswers.json(this.page.get());
	}

}
