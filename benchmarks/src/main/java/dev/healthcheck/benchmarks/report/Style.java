package dev.healthcheck.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Locale;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/**
 * How pictures look. The colours are those of Okabe and Ito, which people who see fewer
 * colours can tell apart; lines differ in their dashes too.
 */
final class Style {

	static final Color BLUE = new Color(0x0072B2);

	static final Color GREEN = new Color(0x009E73);

	static final Color VERMILLION = new Color(0xD55E00);

	static final Color GRID = new Color(0xD0D0D0);

	private static final Color[] COLOURS = { new Color(0x8C8C8C), new Color(0xE69F00), VERMILLION, GREEN, BLUE,
			new Color(0xCC79A7), new Color(0x56B4E9) };

	private static final float[][] DASHES = { { 2, 3 }, { 8, 4 }, { 8, 3, 2, 3 }, { 14, 4 }, { 1, 0 }, { 4, 4 },
			{ 2, 2, 8, 2 } };

	private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);

	static final Font LABEL = new Font(Font.SANS_SERIF, Font.BOLD, 11);

	static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

	private Style() {
	}

	static NumberFormat numbers() {
		return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
	}

	static Color light(Color colour) {
		return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 120);
	}

	static Color colour(int arm) {
		return COLOURS[arm % COLOURS.length];
	}

	static Stroke stroke(int arm) {
		float[] dashes = DASHES[arm % DASHES.length];
		return new BasicStroke(2.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
	}

	static void axis(ValueAxis axis) {
		axis.setLabelFont(TEXT);
		axis.setTickLabelFont(TEXT);
	}

	static void plot(XYPlot plot) {
		plot.setBackgroundPaint(Color.WHITE);
		plot.setDomainGridlinePaint(GRID);
		plot.setRangeGridlinePaint(GRID);
		plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
	}

	static JFreeChart chart(String title, String subtitle, Plot plot, boolean legend) {
		JFreeChart chart = new JFreeChart(title, TITLE, plot, legend);
		chart.setBackgroundPaint(Color.WHITE);
		chart.setPadding(new RectangleInsets(8, 8, 8, 16));
		if (!subtitle.isEmpty()) {
			chart.addSubtitle(0, new TextTitle(subtitle, TEXT));
		}
		LegendTitle keys = chart.getLegend();
		if (keys != null) {
			keys.setItemFont(TEXT);
			keys.setPosition(RectangleEdge.BOTTOM);
		}
		return chart;
	}

}
