/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import io.github.veil.core.Require;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * A two-sided confidence interval.
 *
 * @param low lower limit
 * @param high upper limit
 */
public record Interval(double low, double high) {

  /** Confidence unless told otherwise. */
  public static final double CONFIDENCE = 0.95;

  private static final double ACCURACY = 1e-12;

  /**
   * Of a share (Clopper, Pearson 1934): never too narrow.
   *
   * @param trials at least 1
   * @param hits 0 to {@code trials}
   * @param confidence in (0, 1)
   */
  public static Interval ofShare(int trials, int hits, double confidence) {
    Require.that(
        trials >= 1 && hits >= 0 && hits <= trials,
        "A share needs at least one trial and 0 to %d hits, but the hits are %d.",
        trials,
        hits);
    requireConfidence(confidence);
    double tail = (1 - confidence) / 2;
    int misses = trials - hits;
    return new Interval(
        hits == 0 ? 0 : beta(hits, misses + 1).inverseCumulativeProbability(tail),
        misses == 0 ? 1 : beta(hits + 1, misses).inverseCumulativeProbability(1 - tail));
  }

  /** Whether {@code value} lies between the limits, or on one. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  private static BetaDistribution beta(double a, double b) {
    return new BetaDistribution(null, a, b, ACCURACY);
  }

  static void requireConfidence(double confidence) {
    Require.that(
        confidence > 0 && confidence < 1,
        "A confidence must lie between 0 and 1, but is %s.",
        confidence);
  }
}
