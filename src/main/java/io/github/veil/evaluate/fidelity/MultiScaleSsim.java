/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

/**
 * Multi-scale SSIM (Wang, Simoncelli, Bovik 2003): the mean contrast-structure term at each scale
 * and the mean SSIM at the coarsest, raised to the weights of the scales, and multiplied. From
 * scale to scale images are halved by means over 2 x 2 pixels (a last odd row or column is
 * dropped).
 *
 * <p>Five scales need sides of 176 pixels. Smaller images get as many as leave 11 pixels, with the
 * weights of these scaled to sum 1: compare values of one number of scales only. Negative terms
 * count as 0.
 *
 * @param value in [0, 1], 1 for equal images
 * @param scales how many scales were used, 1 to 5
 */
public record MultiScaleSsim(double value, int scales) {

  private static final double[] WEIGHTS = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};

  /**
   * @param range data range L, above 0
   * @throws IllegalArgumentException if sizes differ, or a side is shorter than 11 pixels
   */
  public static MultiScaleSsim of(GreyImage x, GreyImage y, double range) {
    SsimConstants constants = SsimConstants.of(range);
    x.requireSameSize(y);
    int scales = scales(Math.min(x.width(), x.height()));
    double total = 0;
    for (int s = 0; s < scales; s++) {
      total += WEIGHTS[s];
    }
    double value = 1;
    GreyImage a = x;
    GreyImage b = y;
    for (int s = 0; s < scales; s++) {
      SsimImage first = new SsimImage(a);
      SsimImage second = new SsimImage(b);
      SsimPairs pairs = new SsimPairs(constants, first);
      double term =
          s + 1 < scales ? pairs.meanContrast(first, second) : pairs.meanSsim(first, second);
      value *= Math.pow(Math.max(0, term), WEIGHTS[s] / total);
      if (s + 1 < scales) {
        a = halved(a);
        b = halved(b);
      }
    }
    return new MultiScaleSsim(value, scales);
  }

  private static int scales(int side) {
    int scales = 1;
    while (scales < WEIGHTS.length && side >> scales >= SsimWindow.SIZE) {
      scales++;
    }
    return scales;
  }

  private static GreyImage halved(GreyImage image) {
    int width = image.width() / 2;
    int height = image.height() / 2;
    double[] pixels = new double[width * height];
    for (int i = 0; i < pixels.length; i++) {
      int at = 2 * (i / width) * image.width() + 2 * (i % width);
      double[] p = image.pixels();
      int below = at + image.width();
      pixels[i] = 0.25 * ((p[at] + p[at + 1]) + (p[below] + p[below + 1]));
    }
    return new GreyImage(width, height, pixels);
  }
}
