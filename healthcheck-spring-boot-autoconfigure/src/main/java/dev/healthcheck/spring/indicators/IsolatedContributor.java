package dev.healthcheck.spring.indicators;

import org.springframework.boot.health.contributor.HealthContributor;

/**
 * Contributor that is run in the background, by one check or more.
 */
interface IsolatedContributor {

	/**
	 * Return the contributor that answers out of what the checks have published.
	 * @return the contributor, to be asked for anew by each reader
	 */
	HealthContributor published();

	/** Remove the checks. */
	void close();

}
