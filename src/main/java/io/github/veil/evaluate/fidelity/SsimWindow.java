/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import io.github.veil.core.Require;

/**
 * The window of Wang et al. (2004): 11 x 11 Gaussian weights of standard deviation 1.5 pixels with
 * sum 1, applied where it lies wholly inside the image.
 */
final class SsimWindow {

  /** Width and height of the window, in pixels. */
  static final int SIZE = 11;

  private static final double SIGMA = 1.5;
  private static final double[] WEIGHTS = weights();

  private final int width;
  private final int height;

  SsimWindow(int width, int height) {
    Require.that(
        width >= SIZE && height >= SIZE,
        "SSIM needs images of at least %d x %d pixels, but these have %d x %d; take larger ones.",
        SIZE,
        SIZE,
        width,
        height);
    this.width = width;
    this.height = height;
  }

  /** How many positions the window has. */
  int positions() {
    return (width - SIZE + 1) * (height - SIZE + 1);
  }

  /** Rows of positions. */
  int rows() {
    return height - SIZE + 1;
  }

  /** Columns of positions. */
  int columns() {
    return width - SIZE + 1;
  }

  /** Weighted sums of {@code pixels} at all positions, row by row. */
  double[] sums(double[] pixels) {
    double[] sums = new double[positions()];
    double[] column = new double[width];
    for (int row = 0; row < rows(); row++) {
      rowSums(pixels, row, column, sums, row * columns());
    }
    return sums;
  }

  /** The sums of one row of positions; {@code column} is room for {@code width} numbers. */
  void rowSums(double[] pixels, int row, double[] column, double[] sums, int offset) {
    vertical(pixels, row * width, width, column);
    horizontal(column, columns(), sums, offset);
  }

  private static void vertical(double[] p, int start, int w, double[] sums) {
    double w0 = WEIGHTS[0];
    double w1 = WEIGHTS[1];
    double w2 = WEIGHTS[2];
    for (int j = 0; j < w; j++) {
      int i = start + j;
      sums[j] = w0 * (p[i] + p[i + 10 * w]) + w1 * (p[i + w] + p[i + 9 * w]);
    }
    for (int j = 0; j < w; j++) {
      int i = start + j;
      sums[j] += w2 * (p[i + 2 * w] + p[i + 8 * w]) + WEIGHTS[3] * (p[i + 3 * w] + p[i + 7 * w]);
    }
    for (int j = 0; j < w; j++) {
      int i = start + j;
      sums[j] += WEIGHTS[4] * (p[i + 4 * w] + p[i + 6 * w]) + WEIGHTS[5] * p[i + 5 * w];
    }
  }

  private static void horizontal(double[] p, int count, double[] sums, int offset) {
    for (int i = 0; i < count; i++) {
      sums[offset + i] =
          WEIGHTS[0] * (p[i] + p[i + 10])
              + WEIGHTS[1] * (p[i + 1] + p[i + 9])
              + WEIGHTS[2] * (p[i + 2] + p[i + 8])
              + WEIGHTS[3] * (p[i + 3] + p[i + 7])
              + WEIGHTS[4] * (p[i + 4] + p[i + 6])
              + WEIGHTS[5] * p[i + 5];
    }
  }

  /** The weights of one axis from the rim to the middle; the other half mirrors them. */
  private static double[] weights() {
    double[] weights = new double[SIZE / 2 + 1];
    double sum = 0;
    for (int i = 0; i <= SIZE / 2; i++) {
      double distance = SIZE / 2 - i;
      weights[i] = Math.exp(-distance * distance / (2 * SIGMA * SIGMA));
      sum += distance == 0 ? weights[i] : 2 * weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}
