/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.veil.train.cycle.CyclePreview;
import io.github.veil.train.cycle.Direction;
import java.util.Arrays;

/** Previews as a stack: one slice of the stack for each row real, translated, cycled. */
final class CycleRows {

  private static final int GAP = 2;

  private CycleRows() {}

  /**
   * @param neighbours slices on each side of the middle one, which is shown
   * @return 32 bits, shown from -1 to 1; the three images of a row side by side
   */
  static ImagePlus of(CyclePreview preview, String title, int neighbours) {
    int size = preview.size();
    int width = 3 * size + 2 * GAP;
    ImageStack stack = new ImageStack(width, size);
    for (CyclePreview.Row row : preview.rows()) {
      float[] pixels = new float[width * size];
      Arrays.fill(pixels, 1);
      float[][] images = {row.real(), row.translated(), row.cycled()};
      for (int i = 0; i < images.length; i++) {
        for (int y = 0; y < size; y++) {
          System.arraycopy(
              images[i],
              (neighbours * size + y) * size,
              pixels,
              y * width + i * (size + GAP),
              size);
        }
      }
      String there = row.direction() == Direction.G ? "X, Y, X again" : "Y, X, Y again";
      stack.addSlice(there, pixels);
    }
    ImagePlus image = new ImagePlus(title, stack);
    image.setDisplayRange(-1, 1);
    return image;
  }
}
