/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import java.util.Arrays;

/**
 * Summary of distances or ratios; undefined (NaN) ones are left out and counted.
 *
 * @param n how many are defined
 * @param undefined how many are not
 * @param mean NaN when none is defined, as all that follow
 * @param median by linear interpolation, as all percentiles
 * @param p05 5th percentile
 * @param min smallest
 * @param max largest
 */
public record DistanceSummary(
    int n, int undefined, double mean, double median, double p05, double min, double max) {

  /** Summarises {@code values}, which are not changed. */
  public static DistanceSummary of(double[] values) {
    double[] sorted = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    Arrays.sort(sorted);
    return new DistanceSummary(
        sorted.length,
        values.length - sorted.length,
        Arrays.stream(sorted).average().orElse(Double.NaN),
        quantile(sorted, 0.5),
        quantile(sorted, 0.05),
        quantile(sorted, 0),
        quantile(sorted, 1));
  }

  /** Linear interpolation at (n - 1) p: numpy's default. */
  static double quantile(double[] sorted, double p) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = (sorted.length - 1) * p;
    int below = (int) place;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
