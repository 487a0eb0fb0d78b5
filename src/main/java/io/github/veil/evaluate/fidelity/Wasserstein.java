/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import io.github.veil.core.Require;
import java.util.Arrays;

/**
 * The Wasserstein-1 (earth mover's) distance of two distributions on a line: how far, on average,
 * mass must move; 0 for equal ones, in the unit of the values.
 */
public final class Wasserstein {

  private Wasserstein() {}

  /**
   * Between two samples, each value of one weighing the same.
   *
   * @param a finite values, at least one; not changed
   * @param b finite values, at least one; not changed
   * @throws IllegalArgumentException if one is empty
   */
  public static double ofSamples(double[] a, double[] b) {
    Require.that(
        a.length > 0 && b.length > 0,
        "The distance to an empty sample is undefined; give at least one value in each.");
    double[] x = a.clone();
    double[] y = b.clone();
    Arrays.sort(x);
    Arrays.sort(y);
    double distance = 0;
    double last = Math.min(x[0], y[0]);
    int i = 0;
    int j = 0;
    while (i < x.length || j < y.length) {
      double next = j == y.length || i < x.length && x[i] <= y[j] ? x[i] : y[j];
      distance += Math.abs((double) i / x.length - (double) j / y.length) * (next - last);
      last = next;
      while (i < x.length && x[i] == next) {
        i++;
      }
      while (j < y.length && y[j] == next) {
        j++;
      }
    }
    return distance;
  }

  /**
   * Between two histograms over the same bins.
   *
   * @param p shares, sum 1
   * @param q shares, sum 1
   * @param binWidth in the unit of the values, above 0
   * @throws IllegalArgumentException if the numbers of bins differ
   */
  public static double ofHistograms(double[] p, double[] q, double binWidth) {
    Require.positive(binWidth, "The width of a bin");
    Require.that(
        p.length == q.length,
        "Both histograms must have the same bins, but they have %d and %d.",
        p.length,
        q.length);
    double distance = 0;
    double ahead = 0;
    for (int i = 0; i < p.length; i++) {
      ahead += p[i] - q[i];
      distance += Math.abs(ahead) * binWidth;
    }
    return distance;
  }
}
