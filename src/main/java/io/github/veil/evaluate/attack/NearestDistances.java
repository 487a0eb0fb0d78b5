/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import io.github.veil.core.Require;
import io.github.veil.evaluate.embedding.Neighbours;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Distances from each synthetic image to its nearest and second nearest real one: distance to
 * closest record (DCR) and nearest-neighbour distance ratio (NNDR). A set that memorises is nearer
 * to its training images than to held-out ones, and much nearer to one than to the next.
 *
 * @param nearest DCR of each synthetic image, in units of the features
 * @param second distance to the second nearest row; a duplicated row makes it equal the nearest
 * @param index the nearest row
 */
public record NearestDistances(double[] nearest, double[] second, int[] index) {

  /**
   * @param synthetic rows whose neighbours are sought
   * @param real at least two rows
   */
  public static NearestDistances of(double[][] synthetic, double[][] real) {
    Require.that(
        real.length >= 2,
        "The ratio of the nearest two distances needs at least 2 real images, but there is %d.",
        real.length);
    Neighbours found = Neighbours.among(synthetic, real, 2);
    return new NearestDistances(
        Arrays.stream(found.distances()).mapToDouble(row -> row[0]).toArray(),
        Arrays.stream(found.distances()).mapToDouble(row -> row[1]).toArray(),
        Arrays.stream(found.indices()).mapToInt(row -> row[0]).toArray());
  }

  /** NNDR of each synthetic image in [0, 1]; NaN (undefined) where both distances are 0. */
  public double[] ratios() {
    return IntStream.range(0, nearest.length)
        .mapToDouble(i -> second[i] == 0 ? Double.NaN : nearest[i] / second[i])
        .toArray();
  }

  /** How many synthetic images are exact copies of a real one. */
  public int copies() {
    return (int) Arrays.stream(nearest).filter(distance -> distance == 0).count();
  }

  /**
   * The share of synthetic images that are nearer to this set than to {@code other}, ties half. One
   * half is expected without memorising when both sets have the same size; the larger set wins more
   * often.
   */
  public double shareNearerThan(NearestDistances other) {
    Require.that(
        other.nearest.length == nearest.length,
        "%d and %d synthetic images cannot be compared; measure the same ones to both sets.",
        nearest.length,
        other.nearest.length);
    double sum = 0;
    for (int i = 0; i < nearest.length; i++) {
      sum += nearest[i] < other.nearest[i] ? 1 : nearest[i] == other.nearest[i] ? 0.5 : 0;
    }
    return sum / nearest.length;
  }
}
