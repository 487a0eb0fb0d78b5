/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import java.util.Arrays;

/**
 * Compares pairs of images of one size, window by window. Holds the room for the work: one per
 * thread.
 */
final class SsimPairs {

  private final SsimConstants constants;
  private final SsimWindow window;
  private final double[] product;
  private final double[] column;
  private final double[] row;
  private final double[] sums;

  SsimPairs(SsimConstants constants, SsimImage example) {
    this.constants = constants;
    window = example.window;
    product = new double[example.pixels.length];
    column = new double[product.length / (window.rows() + SsimWindow.SIZE - 1)];
    row = new double[window.columns()];
    sums = new double[window.columns()];
  }

  /** The mean of the SSIM map. */
  double meanSsim(SsimImage x, SsimImage y) {
    multiply(x.pixels, y.pixels);
    Arrays.fill(sums, 0);
    for (int r = 0; r < window.rows(); r++) {
      ssimRow(x, y, r, row, 0);
      Vectors.addScaled(sums, 1, row, 0, row.length);
    }
    return Arrays.stream(sums).sum() / window.positions();
  }

  /** The mean of the map of contrast times structure, the second factor of SSIM. */
  double meanContrast(SsimImage x, SsimImage y) {
    multiply(x.pixels, y.pixels);
    Arrays.fill(sums, 0);
    for (int r = 0; r < window.rows(); r++) {
      window.rowSums(product, r, column, row, 0);
      contrast(x, y, r * row.length);
      Vectors.addScaled(sums, 1, row, 0, row.length);
    }
    return Arrays.stream(sums).sum() / window.positions();
  }

  /** The SSIM map, row by row. */
  double[] map(SsimImage x, SsimImage y) {
    multiply(x.pixels, y.pixels);
    double[] map = new double[window.positions()];
    for (int r = 0; r < window.rows(); r++) {
      ssimRow(x, y, r, map, r * row.length);
    }
    return map;
  }

  private void multiply(double[] x, double[] y) {
    for (int i = 0; i < product.length; i++) {
      product[i] = x[i] * y[i];
    }
  }

  private void ssimRow(SsimImage x, SsimImage y, int r, double[] target, int offset) {
    window.rowSums(product, r, column, target, offset);
    combine(x, y, r * row.length, target, offset);
  }

  /** Turns windowed means of the product into SSIM. */
  private void combine(SsimImage x, SsimImage y, int from, double[] target, int offset) {
    double c1 = constants.luminance();
    double c2 = constants.contrast();
    double[] mx = x.mean;
    double[] my = y.mean;
    double[] vx = x.variance;
    double[] vy = y.variance;
    for (int i = 0; i < row.length; i++) {
      double a = mx[from + i];
      double b = my[from + i];
      double ab = a * b;
      target[offset + i] =
          ((2 * ab + c1) * (2 * (target[offset + i] - ab) + c2))
              / ((a * a + b * b + c1) * (vx[from + i] + vy[from + i] + c2));
    }
  }

  private void contrast(SsimImage x, SsimImage y, int from) {
    double c2 = constants.contrast();
    for (int i = 0; i < row.length; i++) {
      double covariance = row[i] - x.mean[from + i] * y.mean[from + i];
      row[i] = (2 * covariance + c2) / (x.variance[from + i] + y.variance[from + i] + c2);
    }
  }
}
