/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.report;

import ij.gui.Plot;
import ij.process.ImageProcessor;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Plots for the page and the screen, in colours that colour-blind readers can tell apart. */
public final class Plots {

  /** Okabe and Ito's palette (2008), without black and yellow. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9));

  private static final List<String> SYMBOLS =
      List.of("circle", "cross", "triangle", "box", "diamond", "x");

  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;

  private Plots() {}

  /**
   * Values that belong together.
   *
   * @param name as in the legend
   * @param x one per point
   * @param y one per point
   */
  public record Series(String name, double[] x, double[] y) {

    /** Points from rows (x, y). */
    public static Series of(String name, List<double[]> points) {
      return new Series(
          name,
          points.stream().mapToDouble(point -> point[0]).toArray(),
          points.stream().mapToDouble(point -> point[1]).toArray());
    }
  }

  /** Clouds of points; the axes of an embedding have no unit, so only their names are written. */
  public static Plot scatter(String title, String x, String y, List<Series> clouds) {
    Plot plot = empty(title, x, y);
    plot.setFrameSize(WIDTH, WIDTH * 3 / 4);
    for (int i = 0; i < clouds.size(); i++) {
      plot.setColor(COLOURS.get(i % COLOURS.size()));
      plot.setLineWidth(1);
      plot.add(SYMBOLS.get(i % SYMBOLS.size()), clouds.get(i).x(), clouds.get(i).y());
    }
    return finished(plot, clouds);
  }

  /**
   * Clouds of classes, two symbols for each: circles are real images, crosses synthetic ones. The
   * colours run along the classes in their order.
   *
   * @param real one series per class
   * @param synthetic one series per class, in the same order
   */
  public static Plot classes(
      String title, String x, String y, List<Series> real, List<Series> synthetic) {
    Plot plot = empty(title, x, y);
    plot.setFrameSize(WIDTH, WIDTH * 3 / 4);
    for (int i = 0; i < real.size(); i++) {
      plot.setColor(along(i, real.size()));
      plot.add("circle", real.get(i).x(), real.get(i).y());
      plot.add("x", synthetic.get(i).x(), synthetic.get(i).y());
    }
    plot.setColor(Color.BLACK);
    plot.setLimitsToFit(true);
    plot.addLegend(
        String.join("\n", real.stream().map(series -> series.name() + "\n").toList()), "auto");
    return plot;
  }

  /** Few classes get the palette's colours, many the hues from red to violet, light and dark. */
  private static Color along(int index, int count) {
    return count <= COLOURS.size()
        ? COLOURS.get(index)
        : Color.getHSBColor(0.8f * index / (count - 1), 1, index % 2 == 0 ? 0.9f : 0.6f);
  }

  /** Lines, for instance spectra or ROC curves. */
  public static Plot lines(String title, String x, String y, List<Series> lines) {
    Plot plot = empty(title, x, y);
    plot.setLineWidth(2);
    for (int i = 0; i < lines.size(); i++) {
      plot.setColor(COLOURS.get(i % COLOURS.size()));
      plot.add("line", lines.get(i).x(), lines.get(i).y());
    }
    return finished(plot, lines);
  }

  /** The plot as PNG at twice the size of the screen's. */
  public static byte[] png(Plot plot) {
    plot.getProcessor(); // lays the plot out: without it the enlarged one has a single pixel
    return png(plot.makeHighResolution("plot", 2, true, false).getProcessor());
  }

  /** Pixels as PNG. */
  static byte[] png(ImageProcessor pixels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(pixels.getBufferedImage(), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Plot empty(String title, String x, String y) {
    Plot plot = new Plot(title, x, y);
    plot.setFrameSize(WIDTH, HEIGHT);
    return plot;
  }

  private static Plot finished(Plot plot, List<Series> series) {
    plot.setColor(Color.BLACK);
    plot.setLineWidth(1);
    plot.setLimitsToFit(true);
    plot.addLegend(String.join("\n", series.stream().map(Series::name).toList()), "auto");
    return plot;
  }
}
