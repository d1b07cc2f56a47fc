package dev.healthcheck.spring.startup;

/**
 * Strategy used to prepare an application for traffic: fill a cache, open connections,
 * have code compiled. A bean of this type is run once, when the server answers, and the
 * application is not ready before it has ended well.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WarmUp {

	/**
	 * Prepare the application.
	 * @throws Exception if that did not succeed; it is tried again, for as long as it
	 * takes
	 */
	void warmUp() throws Exception;

}
