/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import io.github.veil.core.Require;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Precision and recall (Kynkaanniemi et al. 2019), density and coverage (Naeem et al. 2020) of a
 * generated set against a real one. A ball around a row reaches to its k-th nearest other row of
 * its own set.
 *
 * @param precision share of generated rows in at least one ball of a real row, in [0, 1]
 * @param recall share of real rows in at least one ball of a generated row, in [0, 1]
 * @param density mean number of real balls that a generated row is in, divided by k; 0 or more
 * @param coverage share of real balls that hold a generated row, in [0, 1]
 * @param insideRealBalls how many (real ball, generated row in it) pairs there are
 */
public record PrecisionRecall(
    double precision, double recall, double density, double coverage, long insideRealBalls) {

  /** The usual number of neighbours. */
  public static final int DEFAULT_NEIGHBOURS = 5;

  /** Whether a row at exactly the radius lies in the ball; only matters where distances tie. */
  public enum Ball {
    /** Distance below the radius, as in the package "prdc" of Naeem et al. */
    OPEN,
    /** Distance up to the radius, as the papers' formulas are printed. */
    CLOSED
  }

  /** With open balls. */
  public static PrecisionRecall of(double[][] real, double[][] synthetic, int k) {
    return of(real, synthetic, k, Ball.OPEN);
  }

  /**
   * @param real features, rows are images
   * @param synthetic features with the same columns
   * @param k neighbours, at least 1 and less than the rows of either set
   * @throws IllegalArgumentException if k is too large, columns differ or a value is not finite
   */
  public static PrecisionRecall of(double[][] real, double[][] synthetic, int k, Ball ball) {
    FeatureSets.requireComparable(real, synthetic, 2);
    int most = Math.min(real.length, synthetic.length) - 1;
    Require.that(
        k >= 1 && k <= most,
        "The number of neighbours k must lie between 1 and %d (one less than the rows of the"
            + " smaller set), but is %d.",
        most,
        k);
    RowPairs realPairs = new RowPairs(real);
    RowPairs syntheticPairs = new RowPairs(synthetic);
    double[] realRadii = radii(real, realPairs, k);
    double[] syntheticRadii = radii(synthetic, syntheticPairs, k);
    long[] inRealBalls =
        IntStream.range(0, synthetic.length)
            .parallel()
            .mapToLong(j -> countInside(realPairs.squaredDistances(synthetic[j]), realRadii, ball))
            .toArray();
    boolean[][] reached = new boolean[real.length][];
    IntStream.range(0, real.length)
        .parallel()
        .forEach(
            i -> {
              double[] distances = syntheticPairs.squaredDistances(real[i]);
              double nearest = Arrays.stream(distances).min().orElseThrow();
              reached[i] =
                  new boolean[] {
                    countInside(distances, syntheticRadii, ball) > 0,
                    inside(nearest, realRadii[i], ball)
                  };
            });
    long inside = Arrays.stream(inRealBalls).sum();
    return new PrecisionRecall(
        (double) Arrays.stream(inRealBalls).filter(count -> count > 0).count() / synthetic.length,
        (double) Arrays.stream(reached).filter(row -> row[0]).count() / real.length,
        inside / ((double) k * synthetic.length),
        (double) Arrays.stream(reached).filter(row -> row[1]).count() / real.length,
        inside);
  }

  /** Squared distances to the k-th nearest other row. */
  private static double[] radii(double[][] x, RowPairs pairs, int k) {
    return IntStream.range(0, x.length)
        .parallel()
        .mapToDouble(i -> kthSmallestOther(pairs.squaredDistances(x[i]), i, k))
        .toArray();
  }

  private static double kthSmallestOther(double[] distances, int own, int k) {
    distances[own] = Double.POSITIVE_INFINITY;
    Arrays.sort(distances);
    return distances[k - 1];
  }

  private static long countInside(double[] distances, double[] radii, Ball ball) {
    long count = 0;
    for (int i = 0; i < distances.length; i++) {
      count += inside(distances[i], radii[i], ball) ? 1 : 0;
    }
    return count;
  }

  private static boolean inside(double distance, double radius, Ball ball) {
    return distance < radius || ball == Ball.CLOSED && distance == radius;
  }
}
