package dev.healthcheck.probe;

/**
 * Strategy used to put a report into the words that an asker understands. Renderers are
 * called by probe threads: they must return at once.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProbeRenderer {

	/**
	 * Render a report.
	 * @param request what was asked; its path is the rest below that of the probe, and
	 * empty for that itself
	 * @param report what is published
	 * @return the answer to a GET
	 */
	ProbeResponse render(ProbeRequest request, ProbeReport report);

	/**
	 * Return whether the paths below that of the probe are answered, too.
	 * @return whether they are; by default not
	 */
	default boolean answersBelow() {
		return false;
	}

	/**
	 * Return whether every method is answered, as GET is.
	 * @return whether it is; by default GET, HEAD and OPTIONS are answered, the last one
	 * without a body, and others are not allowed
	 */
	default boolean answersAnyMethod() {
		return false;
	}

	/**
	 * Return whether who asks may leave members out with {@code ?exclude=name}, as often
	 * as need be.
	 * @return whether they may; by default not
	 */
	default boolean canExclude() {
		return false;
	}

	/**
	 * Answers in one word of plain text: {@code ok}, or what is wrong. With
	 * {@code ?verbose} there is a line for each member, as Kubernetes' API server has it.
	 * @return the renderer
	 */
	static ProbeRenderer word() {
		return new WordRenderer();
	}

	/**
	 * Answers in the JSON of the IETF draft "Health Check Response Format for HTTP APIs"
	 * (draft-inadarei-api-health-check-06), as {@code application/health+json}.
	 * @return the renderer
	 */
	static ProbeRenderer json() {
		return new JsonRenderer();
	}

}
