/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.segmentation;

/**
 * How many voxels truth and prediction share. Ratios with nothing below the line are NaN.
 *
 * @param truePositives foreground in both
 * @param falsePositives foreground in the prediction only
 * @param falseNegatives foreground in the truth only
 * @param trueNegatives background in both
 */
public record Overlap(
    long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

  /**
   * @throws IllegalArgumentException if sizes differ
   */
  public static Overlap of(Mask truth, Mask prediction) {
    truth.requireSameSize(prediction);
    long[] counts = new long[4];
    boolean[] g = truth.foreground();
    boolean[] s = prediction.foreground();
    for (int i = 0; i < g.length; i++) {
      counts[(g[i] ? 2 : 0) + (s[i] ? 1 : 0)]++;
    }
    return new Overlap(counts[3], counts[1], counts[2], counts[0]);
  }

  /** 2 TP / (2 TP + FP + FN), in [0, 1]. */
  public double dice() {
    return ratio(2 * truePositives, falsePositives + falseNegatives);
  }

  /** TP / (TP + FP + FN), in [0, 1]. */
  public double jaccard() {
    return ratio(truePositives, falsePositives + falseNegatives);
  }

  /** TP / (TP + FN), in [0, 1]; also called recall. */
  public double sensitivity() {
    return ratio(truePositives, falseNegatives);
  }

  /** TN / (TN + FP), in [0, 1]. */
  public double specificity() {
    return ratio(trueNegatives, falsePositives);
  }

  /** TP / (TP + FP), in [0, 1]. */
  public double precision() {
    return ratio(truePositives, falsePositives);
  }

  private static double ratio(long part, long rest) {
    return part / (double) (part + rest);
  }
}
