package dev.healthcheck.benchmarks.report;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.ChartUtils;
import org.w3c.dom.Document;

/**
 * Writes pictures, each as PNG and SVG.
 */
final class PictureFiles {

	private static final String SVG = "http://www.w3.org/2000/svg";

	private PictureFiles() {
	}

	static void write(Picture picture, Path directory) throws IOException {
		ChartUtils.saveChartAsPNG(directory.resolve(picture.name() + ".png").toFile(), picture.chart(), picture.width(),
				picture.height());
		SVGGraphics2D graphics = new SVGGraphics2D(document());
		graphics.setSVGCanvasSize(new Dimension(picture.width(), picture.height()));
		picture.chart().draw(graphics, new Rectangle(picture.width(), picture.height()));
		StringWriter svg = new StringWriter();
		try {
			graphics.stream(svg);
		}
		finally {
			graphics.dispose();
		}
		// Java's own name for it, which browsers do not know
		Files.writeString(directory.resolve(picture.name() + ".svg"), svg.toString().replace("'Dialog'", "sans-serif"));
	}

	private static Document document() {
		try {
			return DocumentBuilderFactory.newInstance()
				.newDocumentBuilder()
				.getDOMImplementation()
				.createDocument(SVG, "svg", null);
		}
		catch (ParserConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
