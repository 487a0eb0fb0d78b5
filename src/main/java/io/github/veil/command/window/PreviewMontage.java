/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command.window;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** The images of a stack side by side, the channels of each one below the other. */
final class PreviewMontage {

  private static final int GAP = 2;

  private PreviewMontage() {}

  /**
   * As many whole images as fit.
   *
   * @param width of the result, pixels
   * @param height of the result, pixels
   */
  static BufferedImage of(ImagePlus stack, int width, int height) {
    int cellWidth = stack.getWidth() + GAP;
    int cellHeight = stack.getNChannels() * (stack.getHeight() + GAP) + GAP;
    int count = stack.getNSlices() * stack.getNFrames();
    double scale = scale(count, cellWidth, cellHeight, width, height);
    int columns = Math.max(1, (int) (width / (scale * cellWidth)));
    int rows = Math.max(1, (int) (height / (scale * cellHeight)));
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.scale(scale, scale);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    for (int i = 0; i < Math.min(count, rows * columns); i++) {
      drawCell(graphics, stack, i, i % columns * cellWidth, i / columns * cellHeight);
    }
    graphics.dispose();
    return picture;
  }

  /** The largest magnification up to 4 at which all images fit; at least 1. */
  private static double scale(int count, int cellWidth, int cellHeight, int width, int height) {
    for (double scale = 4; scale > 1; scale -= 0.5) {
      int columns = (int) (width / (scale * cellWidth));
      int rows = (int) (height / (scale * cellHeight));
      if (columns * rows >= count) {
        return scale;
      }
    }
    return 1;
  }

  private static void drawCell(Graphics2D graphics, ImagePlus stack, int image, int x, int y) {
    int slice = image % stack.getNSlices() + 1;
    int frame = image / stack.getNSlices() + 1;
    for (int channel = 1; channel <= stack.getNChannels(); channel++) {
      int index = stack.getStackIndex(channel, slice, frame);
      ImageProcessor pixels = stack.getStack().getProcessor(index);
      setRange(pixels, stack, channel);
      int top = y + (channel - 1) * (stack.getHeight() + GAP);
      graphics.drawImage(pixels.getBufferedImage(), x, top, null);
    }
  }

  /** The display range of the channel, so that images are seen as in ImageJ's own window. */
  private static void setRange(ImageProcessor pixels, ImagePlus stack, int channel) {
    if (stack instanceof CompositeImage composite) {
      pixels.setMinAndMax(
          composite.getChannelLut(channel).min, composite.getChannelLut(channel).max);
    } else {
      pixels.setMinAndMax(stack.getDisplayRangeMin(), stack.getDisplayRangeMax());
    }
  }
}
