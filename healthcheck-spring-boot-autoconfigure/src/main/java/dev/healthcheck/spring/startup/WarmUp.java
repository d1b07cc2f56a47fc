package dev.healthcheck.spring.startup;

/**
 * Strategy used to prepare an application for traffic: fill a cache, open connections,
 * have code compiled. A bean of this type runs once, when the server listens. The
 * application becomes ready only after it has succeeded.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WarmUp {

	/**
	 * Prepare the application.
	 * @throws Exception if that failed; it is tried again until it succeeds
	 */
	void warmUp() throws Exception;

}
