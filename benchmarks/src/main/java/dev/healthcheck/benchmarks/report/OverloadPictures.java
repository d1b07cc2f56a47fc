package dev.healthcheck.benchmarks.report;

import java.awt.Color;
import java.util.List;
import java.util.function.Function;

import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYTitleAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYStepAreaRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Draws what happened over time, a strip for each arm: the same axes under each other, so
 * that arms can be compared at a glance.
 */
public final class OverloadPictures {

	private static final int STRIP = 96;

	private static final int FRAME = 140;

	/**
	 * Keeps room above what is drawn for the name of the arm.
	 */
	private static final double HEADROOM = 1.32;

	private OverloadPictures() {
	}

	/**
	 * Draw how many servers the load balancer had, and what clients were refused: the
	 * picture that says it all.
	 * @param name the name of its files
	 * @param title its title
	 * @param arms the arms
	 * @return the picture
	 */
	public static Picture all(String name, String title, List<Overload> arms) {
		double most = most(arms, Overload::unavailable);
		CombinedDomainXYPlot strips = strips(arms);
		for (Overload arm : arms) {
			XYPlot strip = strip(arm, servers(arm), Style.BLUE, 3, "up");
			NumberAxis refused = axis(most, "503/s");
			strip.setRangeAxis(1, refused);
			strip.setDataset(1, perSecond(arm.unavailable()));
			strip.mapDatasetToRangeAxis(1, 1);
			XYStepRenderer line = new XYStepRenderer();
			line.setSeriesPaint(0, Style.VERMILLION);
			line.setSeriesStroke(0, Style.stroke(4));
			strip.setRenderer(1, line);
			strips.add(strip);
		}
		LegendItemCollection legend = new LegendItemCollection();
		legend.add(new LegendItem("servers up, of 3 (left)", Style.light(Style.BLUE)));
		legend.add(new LegendItem("requests refused with 503, per second (right)", Style.VERMILLION));
		strips.setFixedLegendItems(legend);
		return picture(name, title, "600 clients on 3 instances, more than these can serve", strips, arms.size());
	}

	/**
	 * Draw how many servers the load balancer had.
	 * @param name the name of its files
	 * @param title its title
	 * @param arms the arms
	 * @return the picture
	 */
	public static Picture servers(String name, String title, List<Overload> arms) {
		return area(name, title, "Servers that HAProxy has up, of 3", arms, OverloadPictures::servers, Style.BLUE, 3,
				"up");
	}

	/**
	 * Draw what clients were refused.
	 * @param name the name of its files
	 * @param title its title
	 * @param arms the arms
	 * @return the picture
	 */
	public static Picture refused(String name, String title, List<Overload> arms) {
		return area(name, title, "Requests refused with 503, per second", arms, (arm) -> perSecond(arm.unavailable()),
				Style.VERMILLION, most(arms, Overload::unavailable), "503/s");
	}

	/**
	 * Draw what clients were answered well.
	 * @param name the name of its files
	 * @param title its title
	 * @param arms the arms
	 * @return the picture
	 */
	public static Picture good(String name, String title, List<Overload> arms) {
		return area(name, title, "Requests answered with 200, per second", arms, (arm) -> perSecond(arm.good()),
				Style.GREEN, most(arms, Overload::good), "200/s");
	}

	private static Picture area(String name, String title, String subtitle, List<Overload> arms,
			Function<Overload, XYSeriesCollection> values, Color colour, double most, String unit) {
		CombinedDomainXYPlot strips = strips(arms);
		arms.forEach((arm) -> strips.add(strip(arm, values.apply(arm), colour, most, unit)));
		strips.setFixedLegendItems(new LegendItemCollection());
		return picture(name, title, subtitle, strips, arms.size());
	}

	private static Picture picture(String name, String title, String subtitle, CombinedDomainXYPlot strips, int arms) {
		return new Picture(name, Style.chart(title, subtitle, strips, true), Picture.WIDTH, FRAME + STRIP * arms);
	}

	private static CombinedDomainXYPlot strips(List<Overload> arms) {
		NumberAxis time = new NumberAxis("time since the clients came (s)");
		time.setRange(0, Math.max(1, arms.stream().mapToInt((arm) -> arm.good().size()).max().orElse(1)));
		Style.axis(time);
		CombinedDomainXYPlot strips = new CombinedDomainXYPlot(time);
		strips.setGap(8);
		return strips;
	}

	private static NumberAxis axis(double most, String label) {
		NumberAxis axis = new NumberAxis(label);
		axis.setRange(0, most * HEADROOM);
		axis.setTickUnit(new NumberTickUnit(tick(most)));
		Style.axis(axis);
		return axis;
	}

	private static XYPlot strip(Overload arm, XYSeriesCollection values, Color colour, double most, String unit) {
		XYStepAreaRenderer renderer = new XYStepAreaRenderer(XYStepAreaRenderer.AREA);
		renderer.setSeriesPaint(0, Style.light(colour));
		XYPlot strip = new XYPlot(values, null, axis(most, unit), renderer);
		Style.plot(strip);
		TextTitle label = new TextTitle(arm.label(), Style.LABEL);
		strip.addAnnotation(new XYTitleAnnotation(0.995, 0.97, label, RectangleAnchor.TOP_RIGHT));
		if (arm.killed() > 0) {
			ValueMarker killed = new ValueMarker(arm.killed(), Color.BLACK, Style.stroke(1));
			killed.setLabel("database dies");
			killed.setLabelFont(Style.TEXT);
			killed.setLabelBackgroundColor(Color.WHITE);
			killed.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
			killed.setLabelTextAnchor(TextAnchor.TOP_LEFT);
			strip.addDomainMarker(killed);
		}
		return strip;
	}

	private static XYSeriesCollection servers(Overload arm) {
		XYSeries series = new XYSeries("servers");
		arm.servers().forEach((point) -> series.add(point.seconds(), point.value()));
		return new XYSeriesCollection(series);
	}

	private static XYSeriesCollection perSecond(List<Long> counts) {
		XYSeries series = new XYSeries("per second");
		for (int i = 0; i < counts.size(); i++) {
			series.add(i, counts.get(i));
		}
		if (!counts.isEmpty()) {
			series.add(counts.size(), counts.get(counts.size() - 1));
		}
		return new XYSeriesCollection(series);
	}

	private static double most(List<Overload> arms, Function<Overload, List<Long>> counts) {
		double most = arms.stream().map(counts).flatMap(List::stream).mapToDouble(Long::doubleValue).max().orElse(0);
		return Math.max(10, most);
	}

	/**
	 * Return a round distance of ticks, so that there are two to five.
	 * @param most the largest value
	 * @return 1, 2 or 5 times a power of ten
	 */
	static double tick(double most) {
		double power = Math.pow(10, Math.floor(Math.log10(most / 2)));
		double share = most / 2 / power;
		return power * ((share >= 5) ? 5 : (share >= 2) ? 2 : 1);
	}

}
