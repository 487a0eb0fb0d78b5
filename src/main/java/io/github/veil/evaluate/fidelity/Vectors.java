/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

/** Loops over one or two vectors, each from index {@code from} to {@code to - 1}. */
final class Vectors {

  private Vectors() {}

  /** sum += factor * x. */
  static void addScaled(double[] sum, double factor, double[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      sum[i] += factor * x[i];
    }
  }

  /** The dot product, in four partial sums. */
  static double dot(double[] x, double[] y, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (; i + 4 <= to; i += 4) {
      s0 += x[i] * y[i];
      s1 += x[i + 1] * y[i + 1];
      s2 += x[i + 2] * y[i + 2];
      s3 += x[i + 3] * y[i + 3];
    }
    for (; i < to; i++) {
      s0 += x[i] * y[i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
