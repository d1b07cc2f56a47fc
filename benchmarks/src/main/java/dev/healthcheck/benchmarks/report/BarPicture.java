package dev.healthcheck.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.CategoryItemLabelGenerator;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * Draws one figure of each arm, or several next to each other, as bars.
 */
public final class BarPicture {

	private static final int BAR = 26;

	private static final int FRAME = 150;

	private BarPicture() {
	}

	/**
	 * Take one figure out of rows.
	 * @param rows the rows
	 * @param column the figure
	 * @return the figures for {@link #of}
	 */
	public static Map<String, Map<String, Double>> bars(List<Row> rows, String column) {
		Map<String, Double> bars = new LinkedHashMap<>();
		for (Row row : rows) {
			row.values()
				.stream()
				.filter((value) -> value.column().equals(column))
				.forEach((value) -> bars.put(row.arm(), (value.number() != null) ? value.number() : 0.0));
		}
		return Map.of(column, bars);
	}

	/**
	 * Draw.
	 * @param name the name of its files
	 * @param title its title
	 * @param label what the figures are, with their unit
	 * @param bars the figures: by what the legend names, and by what stands at the axis
	 * @return the picture
	 */
	public static Picture of(String name, String title, String label, Map<String, Map<String, Double>> bars) {
		DefaultCategoryDataset values = new DefaultCategoryDataset();
		bars.forEach((series, figures) -> figures.forEach((figure, value) -> values.addValue(value, series, figure)));
		BarRenderer renderer = new BarRenderer();
		renderer.setBarPainter(new StandardBarPainter());
		renderer.setShadowVisible(false);
		renderer.setItemMargin(0.05);
		for (int i = 0; i < bars.size(); i++) {
			renderer.setSeriesPaint(i, (i == bars.size() - 1) ? Style.BLUE : Style.colour(i + 1));
			renderer.setSeriesOutlineStroke(i, new BasicStroke(0));
		}
		renderer.setDefaultItemLabelGenerator(new Labels());
		renderer.setDefaultItemLabelFont(Style.TEXT);
		renderer.setDefaultItemLabelsVisible(true);
		renderer.setDefaultPositiveItemLabelPosition(
				new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
		CategoryAxis names = new CategoryAxis();
		names.setTickLabelFont(Style.TEXT);
		names.setMaximumCategoryLabelWidthRatio(0.4f);
		NumberAxis figures = new NumberAxis(label);
		figures.setUpperMargin(0.12);
		Style.axis(figures);
		CategoryPlot plot = new CategoryPlot(values, names, figures, renderer);
		plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
		plot.setOrientation(PlotOrientation.HORIZONTAL);
		plot.setBackgroundPaint(Color.WHITE);
		plot.setRangeGridlinePaint(Style.GRID);
		return new Picture(name, Style.chart(title, "", plot, bars.size() > 1), Picture.WIDTH,
				FRAME + BAR * (values.getColumnCount() * (bars.size() + 1)));
	}

	/**
	 * Says each figure next to its bar.
	 */
	private static final class Labels implements CategoryItemLabelGenerator {

		@Override
		public String generateRowLabel(CategoryDataset values, int row) {
			return values.getRowKey(row).toString();
		}

		@Override
		public String generateColumnLabel(CategoryDataset values, int column) {
			return values.getColumnKey(column).toString();
		}

		@Override
		public String generateLabel(CategoryDataset values, int row, int column) {
			double value = values.getValue(row, column).doubleValue();
			return (value > 0) ? Value.digits(value) : "–";
		}

	}

}
