package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;

import dev.healthcheck.benchmarks.report.ScenarioReport;

/**
 * Something that is done to the arms, and measured.
 */
public interface Scenario {

	/**
	 * Return what the command line calls it.
	 * @return the name
	 */
	String name();

	/**
	 * Return what reports call it.
	 * @return the title
	 */
	String title();

	/**
	 * Do it.
	 * @param bench what to measure with
	 * @return what was measured; an arm that could not run is a row that says why
	 * @throws IOException when nothing could be measured
	 * @throws InterruptedException when interrupted
	 */
	ScenarioReport run(Bench bench) throws IOException, InterruptedException;

}
