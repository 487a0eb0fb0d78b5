/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import java.util.ArrayList;
import java.util.List;

/**
 * An image at the scales of {@link MultiScaleSsim}, finest first: halved by means over 2 x 2 pixels
 * as often as 11 pixels are left, four times at most. A last odd row or column is dropped.
 */
final class SsimPyramid {

  static final int MOST_SCALES = 5;

  private final List<SsimImage> levels = new ArrayList<>();

  SsimPyramid(GreyImage image) {
    GreyImage level = image;
    levels.add(new SsimImage(level));
    while (levels.size() < MOST_SCALES
        && Math.min(level.width(), level.height()) / 2 >= SsimWindow.SIZE) {
      level = halved(level);
      levels.add(new SsimImage(level));
    }
  }

  int scales() {
    return levels.size();
  }

  SsimImage level(int scale) {
    return levels.get(scale);
  }

  private static GreyImage halved(GreyImage image) {
    int width = image.width() / 2;
    int height = image.height() / 2;
    double[] p = image.pixels();
    double[] pixels = new double[width * height];
    for (int i = 0; i < pixels.length; i++) {
      int at = 2 * (i / width) * image.width() + 2 * (i % width);
      int below = at + image.width();
      pixels[i] = 0.25 * ((p[at] + p[at + 1]) + (p[below] + p[below + 1]));
    }
    return new GreyImage(width, height, pixels);
  }
}
