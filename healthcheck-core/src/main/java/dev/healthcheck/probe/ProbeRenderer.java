package dev.healthcheck.probe;

/**
 * Strategy used to turn a report into a response. Called by probe threads: it must return
 * at once.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProbeRenderer {

	/**
	 * Render a report.
	 * @param request the request; its path is the rest below that of the probe, and empty
	 * for the probe itself
	 * @param report the published results
	 * @return the response to a GET
	 */
	ProbeResponse render(ProbeRequest request, ProbeReport report);

	/**
	 * Return whether to answer on the paths below that of the probe, too.
	 * @return {@code false} by default
	 */
	default boolean answersBelow() {
		return false;
	}

	/**
	 * Return whether to answer every method like GET.
	 * @return {@code false} by default: only GET, HEAD and OPTIONS are allowed, OPTIONS
	 * without a body
	 */
	default boolean answersAnyMethod() {
		return false;
	}

	/**
	 * Return whether clients may exclude members with {@code ?exclude=name}, which can be
	 * repeated.
	 * @return {@code false} by default
	 */
	default boolean canExclude() {
		return false;
	}

	/**
	 * Return a renderer for one word of plain text: {@code ok}, or what is wrong. With
	 * {@code ?verbose} it adds a line for each member, like Kubernetes' API server.
	 * @return the renderer
	 */
	static ProbeRenderer word() {
		return new WordRenderer();
	}

	/**
	 * Return a renderer for the JSON of the IETF draft "Health Check Response Format for
	 * HTTP APIs" (draft-inadarei-api-health-check-06), {@code application/health+json}.
	 * @return the renderer
	 */
	static ProbeRenderer json() {
		return new JsonRenderer();
	}

}
