package dev.healthcheck.spring.page;

import dev.healthcheck.page.PageAnswers;
import dev.healthcheck.probe.ProbeResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * Answers requests for the page, whatever server they came to.
 *
 * @since 0.1.0
 */
@ImportRuntimeHints(PrincipalAsker.Hints.class)
public final class PageRequests {

	private final PagePath path;

	private final PublishedPage page;

	/**
	 * Create answers.
	 * @param path where the page is
	 * @param page what is published
	 */
	public PageRequests(PagePath path, PublishedPage page) {
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
	 * Answer a request.
	 * @param method the HTTP method, in upper case
	 * @param path the path, as it was sent
	 * @param asker who asks
	 * @return the answer, whose body the server leaves out for HEAD, or {@code null} if
	 * the page is not on that path
	 */
	@Nullable ProbeResponse answer(String method, String path, SecurityContext asker) {
		boolean html = path.equals(this.path.path());
		if (!html && !path.equals(this.path.json())) {
			return null;
		}
		if (!PageAnswers.reads(method)) {
			return PageAnswers.methodNotAllowed();
		}
		return html ? PageAnswers.html(this.page.of(asker), this.path.jsonFromPage())
				: PageAnswers.json(this.page.of(asker));
	}

}
