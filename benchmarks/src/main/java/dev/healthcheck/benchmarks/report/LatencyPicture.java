package dev.healthcheck.benchmarks.report;

import java.time.Duration;
import java.util.Map;

import dev.healthcheck.benchmarks.load.Answers;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Draws how many of the probes were answered within which time. A line that does not
 * reach 100 % is that of an arm with probes that failed.
 */
public final class LatencyPicture {

	private static final double FROM_MILLIS = 0.1;

	private LatencyPicture() {
	}

	/**
	 * Draw.
	 * @param name the name of its files
	 * @param title its title
	 * @param arms what the arms answered
	 * @param timeout after how long a probe had failed
	 * @return the picture
	 */
	public static Picture of(String name, String title, Map<String, Answers> arms, Duration timeout) {
		XYSeriesCollection lines = new XYSeriesCollection();
		XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
		renderer.setDrawSeriesLineAsPath(true);
		arms.forEach((arm, answers) -> {
			int index = lines.getSeriesCount();
			lines.addSeries(line(arm + " (" + answers.failed() + " of " + answers.size() + " failed)", answers,
					(double) timeout.toMillis()));
			renderer.setSeriesPaint(index, Style.colour(index));
			renderer.setSeriesStroke(index, Style.stroke(index));
		});
		LogAxis time = new LogAxis("answered within (ms)");
		time.setRange(FROM_MILLIS, (double) timeout.toMillis());
		time.setTickUnit(new NumberTickUnit(1));
		time.setMinorTickMarksVisible(true);
		time.setNumberFormatOverride(Style.numbers());
		NumberAxis share = new NumberAxis("share of all probes that were due (%)");
		share.setRange(-3, 103);
		share.setTickUnit(new NumberTickUnit(20));
		Style.axis(time);
		Style.axis(share);
		XYPlot plot = new XYPlot(lines, time, share, renderer);
		Style.plot(plot);
		return new Picture(name, Style.chart(title, "Further left is faster; below 100 %: probes failed", plot, true),
				Picture.WIDTH, 480);
	}

	private static XYSeries line(String label, Answers answers, double timeoutMillis) {
		XYSeries line = new XYSeries(label);
		double[] millis = answers.okMillis();
		int points = Math.min(millis.length, 400);
		line.add(FROM_MILLIS, 0);
		for (int i = 1; i <= points; i++) {
			int answered = (int) ((long) i * millis.length / points);
			line.add(Math.max(FROM_MILLIS, millis[answered - 1]), 100.0 * answered / answers.size());
		}
		line.add(timeoutMillis, 100.0 * millis.length / Math.max(1, answers.size()));
		return line;
	}

}
