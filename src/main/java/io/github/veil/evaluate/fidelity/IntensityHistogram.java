/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import io.github.veil.core.Require;
import io.github.veil.patch.PatchSource;

/**
 * How the intensities of a set of patches are distributed over [-1, 1].
 *
 * @param shares share of all pixels in each of the equal bins, sum 1; a value on an edge belongs to
 *     the upper bin, 1 to the last
 */
public record IntensityHistogram(double[] shares) {

  private static final double RANGE = 2;

  public IntensityHistogram {
    shares = shares.clone();
  }

  /**
   * Over the first channel of all patches; values outside [-1, 1] count in the end bins.
   *
   * @param bins at least 1
   * @throws IllegalArgumentException if there are no patches, or a value is NaN
   */
  public static IntensityHistogram of(PatchSource patches, int bins) {
    Require.atLeast(bins, 1, "The number of bins");
    Require.atLeast(patches.count(), 1, "The number of patches");
    int area = patches.size() * patches.size();
    float[] patch = new float[patches.channels() * area];
    long[] counts = new long[bins];
    for (int i = 0; i < patches.count(); i++) {
      patches.read(i, patch, 0);
      for (int p = 0; p < area; p++) {
        Require.that(!Float.isNaN(patch[p]), "Patch %d holds a value that is not a number.", i + 1);
        int bin = (int) Math.floor((patch[p] + 1) / RANGE * bins);
        counts[Math.max(0, Math.min(bins - 1, bin))]++;
      }
    }
    double[] shares = new double[bins];
    for (int b = 0; b < bins; b++) {
      shares[b] = counts[b] / ((double) area * patches.count());
    }
    return new IntensityHistogram(shares);
  }

  @Override
  public double[] shares() {
    return shares.clone();
  }

  /**
   * The Wasserstein-1 distance, in intensities of the range [-1, 1]: 0 to 2.
   *
   * @throws IllegalArgumentException if the numbers of bins differ
   */
  public double distance(IntensityHistogram other) {
    return Wasserstein.ofHistograms(shares, other.shares, RANGE / shares.length);
  }
}
