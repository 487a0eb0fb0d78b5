/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import io.github.veil.core.Require;
import io.github.veil.evaluate.embedding.Neighbours;
import java.util.Arrays;

/**
 * Membership scores of candidates from synthetic images alone. All distances are Euclidean, in the
 * space of whatever encoder made the rows.
 */
public final class DistanceScores {

  private DistanceScores() {}

  /** Minus the distance to the nearest synthetic row. */
  public static double[] nearest(double[][] candidates, double[][] synthetic) {
    return Arrays.stream(Neighbours.among(candidates, synthetic, 1).distances())
        .mapToDouble(row -> -row[0])
        .toArray();
  }

  /**
   * GAN-Leaks, full black box (Chen, Yu, Zhang, Fritz 2020, equation 6): minus the squared distance
   * to the nearest of the generator's samples, its reconstruction of the candidate.
   */
  public static double[] ganLeaks(double[][] candidates, double[][] synthetic) {
    return Arrays.stream(nearest(candidates, synthetic)).map(d -> -d * d).toArray();
  }

  /**
   * GAN-Leaks, calibrated (the same, equation 9): the reconstruction error under a reference
   * generator that did not see the members, minus that under the attacked one. What is merely easy
   * to draw no longer looks like a member.
   *
   * @param reference samples of another generator trained on like data, or other people's real
   *     images; as many as {@code synthetic}, for a larger set is nearer to everything
   */
  public static double[] ganLeaksCalibrated(
      double[][] candidates, double[][] synthetic, double[][] reference) {
    Require.that(
        reference.length == synthetic.length,
        "Calibration compares equally many images, but there are %d synthetic and %d reference"
            + " images; take %d of each.",
        synthetic.length,
        reference.length,
        Math.min(synthetic.length, reference.length));
    double[] own = ganLeaks(candidates, synthetic);
    double[] other = ganLeaks(candidates, reference);
    for (int i = 0; i < own.length; i++) {
      own[i] -= other[i];
    }
    return own;
  }
}
