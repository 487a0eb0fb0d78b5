/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command.window;

import ij.ImagePlus;
import java.awt.Graphics;
import java.awt.Insets;
import javax.swing.JPanel;

/** Draws the latest preview, as many images as there is room for. */
final class PreviewPanel extends JPanel {

  private static final long serialVersionUID = 1L;
  private static final int LEAST = 16;

  private transient ImagePlus stack;

  /**
   * @param now null for nothing
   */
  void show(ImagePlus now) {
    if (now != stack) {
      stack = now;
      repaint();
    }
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    super.paintComponent(graphics);
    Insets insets = getInsets();
    int width = getWidth() - insets.left - insets.right;
    int height = getHeight() - insets.top - insets.bottom;
    if (stack != null && width >= LEAST && height >= LEAST) {
      graphics.drawImage(PreviewMontage.of(stack, width, height), insets.left, insets.top, null);
    }
  }
}
