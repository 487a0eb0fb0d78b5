/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command.window;

import ij.gui.Plot;
import java.awt.Graphics;
import java.awt.Insets;
import javax.swing.JPanel;

/** Draws the losses as large as there is room. */
final class ChartPanel extends JPanel {

  private static final long serialVersionUID = 1L;
  private static final int LEAST = 120;

  private final transient LossCurves curves;

  ChartPanel(LossCurves curves) {
    this.curves = curves;
  }

  void refresh() {
    repaint();
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    super.paintComponent(graphics);
    Insets insets = getInsets();
    int width = getWidth() - insets.left - insets.right;
    int height = getHeight() - insets.top - insets.bottom;
    if (width < LEAST || height < LEAST || curves.curves().isEmpty()) {
      return;
    }
    Plot plot = LossChart.draw(curves, "");
    plot.setSize(width, height);
    graphics.drawImage(plot.getProcessor().createImage(), insets.left, insets.top, null);
  }
}
