package dev.healthcheck.page;

import java.util.Map;

import dev.healthcheck.probe.ProbeResponse;

/**
 * Answers requests for the page: as HTML on its path, as JSON on the same path with
 * {@code .json} behind it. The answer is always 200: the page is for people, and is no
 * probe.
 *
 * @since 0.1.0
 */
public final class PageAnswers {

	/** The methods that are answered, as the value of the header Allow. */
	static final String ALLOW = "GET, HEAD";

	private static final String POLICY = "default-src 'none'; style-src %s; script-src %s; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
		.formatted(StatusPageHtml.STYLE.source(), StatusPageHtml.SCRIPT.source());

	private PageAnswers() {
	}

	/**
	 * Return whether a method is answered.
	 * @param method the HTTP method, in upper case
	 * @return whether it reads
	 */
	public static boolean reads(String method) {
		return method.equals("GET") || method.equals("HEAD");
	}

	/**
	 * Return the answer to any other method.
	 * @return the answer, without a body
	 */
	public static ProbeResponse methodNotAllowed() {
		return ProbeResponse.methodNotAllowed(ALLOW);
	}

	/**
	 * Return the page as HTML.
	 * @param page what the asker may see
	 * @param jsonPath where the same is as JSON, relative to the page
	 * @return the answer
	 */
	public static ProbeResponse html(StatusPage page, String jsonPath) {
		return answer("text/html;charset=UTF-8", StatusPageHtml.write(page, jsonPath));
	}

	/**
	 * Return the page as JSON.
	 * @param page what the asker may see
	 * @return the answer
	 */
	public static ProbeResponse json(StatusPage page) {
		return answer("application/json", StatusPageJson.write(page));
	}

	private static ProbeResponse answer(String contentType, byte[] body) {
		return new ProbeResponse(200,
				Map.of("Content-Type", contentType, "Cache-Control", "no-store", "Content-Security-Policy", POLICY,
						"X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer"),
				body);
	}

}
