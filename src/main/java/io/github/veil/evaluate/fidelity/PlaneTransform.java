/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import java.util.Arrays;

/**
 * The discrete Fourier transform of square real images of any size, as two products with tables of
 * cosines and sines; for the sizes of patches that is fast enough. Safe for several threads.
 */
final class PlaneTransform {

  private final int size;
  private final int half;

  /** Rows k = 0 … size-1, columns j: cos and sin of 2 pi j k / size. */
  private final double[][] cos;

  private final double[][] sin;

  PlaneTransform(int size) {
    this.size = size;
    half = size / 2 + 1;
    cos = new double[size][size];
    sin = new double[size][size];
    for (int k = 0; k < size; k++) {
      for (int j = 0; j < size; j++) {
        double angle = 2 * Math.PI * ((long) j * k % size) / size;
        cos[k][j] = Math.cos(angle);
        sin[k][j] = Math.sin(angle);
      }
    }
  }

  /** |F|^2 for the frequencies (u, v), u = 0 … size/2 fastest, v = 0 … size-1. */
  double[] power(double[] pixels) {
    double[][] re = new double[size][half];
    double[][] im = new double[size][half];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        Vectors.addScaled(re[y], pixels[y * size + x], cos[x], 0, half);
        Vectors.addScaled(im[y], -pixels[y * size + x], sin[x], 0, half);
      }
    }
    double[] power = new double[size * half];
    double[] sumRe = new double[half];
    double[] sumIm = new double[half];
    for (int v = 0; v < size; v++) {
      Arrays.fill(sumRe, 0);
      Arrays.fill(sumIm, 0);
      for (int y = 0; y < size; y++) {
        Vectors.addScaled(sumRe, cos[v][y], re[y], 0, half);
        Vectors.addScaled(sumRe, sin[v][y], im[y], 0, half);
        Vectors.addScaled(sumIm, cos[v][y], im[y], 0, half);
        Vectors.addScaled(sumIm, -sin[v][y], re[y], 0, half);
      }
      for (int u = 0; u < half; u++) {
        power[v * half + u] = sumRe[u] * sumRe[u] + sumIm[u] * sumIm[u];
      }
    }
    return power;
  }
}
