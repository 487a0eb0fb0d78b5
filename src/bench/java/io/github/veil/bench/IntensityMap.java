/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import java.util.Arrays;

/** A mapping of intensities in [0, 1] that is the same for every voxel. */
final class IntensityMap {

  private static final int BINS = 512;

  private final double[] table;

  private IntensityMap(double[] table) {
    this.table = table;
  }

  /** Leaves intensities as they are. */
  static IntensityMap identity() {
    double[] table = new double[BINS];
    Arrays.setAll(table, i -> (i + 0.5) / BINS);
    return new IntensityMap(table);
  }

  /**
   * Histogram matching, as {@code skimage.exposure.match_histograms}: the intensity with the same
   * quantile. Needs no pairs.
   */
  static IntensityMap matching(float[] from, float[] to) {
    float[] source = sorted(from);
    float[] target = sorted(to);
    double[] table = new double[BINS];
    for (int i = 0; i < BINS; i++) {
      int at = Arrays.binarySearch(source, (i + 0.5f) / BINS);
      double quantile = (double) (at < 0 ? -at - 1 : at) / source.length;
      table[i] = target[(int) Math.min(target.length - 1, quantile * target.length)];
    }
    return new IntensityMap(table);
  }

  /** Histogram matching with bright and dark exchanged. */
  static IntensityMap inverseMatching(float[] from, float[] to) {
    float[] inverted = new float[from.length];
    for (int i = 0; i < from.length; i++) {
      inverted[i] = 1 - from[i];
    }
    double[] table = matching(inverted, to).table;
    double[] reversed = new double[BINS];
    Arrays.setAll(reversed, i -> table[BINS - 1 - i]);
    return new IntensityMap(reversed);
  }

  /**
   * The mapping with the least mean squared error: the mean of {@code to} given {@code from}. Needs
   * pairs, voxel by voxel, which no unpaired method has.
   */
  static IntensityMap leastSquares(float[] from, float[] to) {
    double[] sum = new double[BINS];
    int[] count = new int[BINS];
    for (int i = 0; i < from.length; i++) {
      sum[bin(from[i])] += to[i];
      count[bin(from[i])]++;
    }
    double[] table = new double[BINS];
    Arrays.setAll(table, i -> count[i] == 0 ? Double.NaN : sum[i] / count[i]);
    for (int i = 1; i < BINS; i++) {
      table[i] = Double.isNaN(table[i]) ? table[i - 1] : table[i];
    }
    return new IntensityMap(table);
  }

  private static float[] sorted(float[] values) {
    float[] sorted = values.clone();
    Arrays.parallelSort(sorted);
    return sorted;
  }

  private static int bin(float value) {
    return Math.max(0, Math.min(BINS - 1, (int) (value * BINS)));
  }

  float[] apply(float[] values) {
    float[] mapped = new float[values.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = (float) table[bin(values[i])];
    }
    return mapped;
  }
}
