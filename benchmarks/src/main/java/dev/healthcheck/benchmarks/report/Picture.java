package dev.healthcheck.benchmarks.report;

import org.jfree.chart.JFreeChart;

/**
 * A picture of a scenario.
 *
 * @param name the name of its files, without extension
 * @param chart what is drawn
 * @param width its width, in pixels
 * @param height its height, in pixels
 */
public record Picture(String name, JFreeChart chart, int width, int height) {

	/**
	 * The width at which all of them can be read.
	 */
	public static final int WIDTH = 800;

}
