/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command.window;

import ij.gui.Plot;
import java.awt.Color;
import java.util.List;

/**
 * Losses over the iterations, smoothed for the eye, with the values themselves behind in a lighter
 * tone.
 */
public final class LossChart {

  /** Frame of a chart that stands alone, pixels. */
  private static final int WIDTH = 720;

  private static final int HEIGHT = 420;

  /** Dark enough on white and apart for the colour-blind; after Okabe and Ito 2008. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0xC0, 0x55, 0x00),
          new Color(0x00, 0x5A, 0xA0),
          new Color(0x00, 0x80, 0x60),
          new Color(0xA0, 0x40, 0x80),
          new Color(0x90, 0x70, 0x00),
          new Color(0x30, 0x90, 0xD0),
          new Color(0x50, 0x50, 0x50),
          new Color(0x80, 0x20, 0x20));

  private LossChart() {}

  /** A chart of a size for the screen or a report. */
  public static Plot of(LossCurves curves, String title) {
    Plot plot = draw(curves, title);
    plot.setFrameSize(WIDTH, HEIGHT);
    return plot;
  }

  static Plot draw(LossCurves curves, String title) {
    Plot plot = new Plot(title, "iteration", "loss");
    List<LossCurves.Curve> all = curves.curves();
    StringBuilder legend = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      LossCurves.Curve curve = all.get(i);
      Color colour = COLOURS.get(i % COLOURS.size());
      plot.setLineWidth(1);
      plot.setColor(lighter(colour));
      plot.add("line", curve.x(), curve.y());
      plot.setLineWidth(2);
      plot.setColor(colour);
      plot.add("line", curve.x(), smooth(curve.y()));
      // ImageJ lists only what begins with underscores: not the raw values.
      legend.append(curve.name()).append(" raw\n__").append(curve.name()).append('\n');
    }
    plot.setColor(Color.BLACK);
    plot.setLimitsToFit(true);
    plot.addLegend(legend.toString(), "top-right");
    return plot;
  }

  private static Color lighter(Color colour) {
    return new Color(
        (colour.getRed() + 3 * 255) / 4,
        (colour.getGreen() + 3 * 255) / 4,
        (colour.getBlue() + 3 * 255) / 4);
  }

  /** Mean over a window of about a fortieth of the curve. */
  private static double[] smooth(double[] y) {
    int half = Math.max(1, y.length / 80);
    double[] smooth = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      int from = Math.max(0, i - half);
      int to = Math.min(y.length - 1, i + half);
      double sum = 0;
      for (int j = from; j <= to; j++) {
        sum += y[j];
      }
      smooth[i] = sum / (to - from + 1);
    }
    return smooth;
  }
}
