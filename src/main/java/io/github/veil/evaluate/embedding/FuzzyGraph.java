/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.embedding;

import java.util.stream.IntStream;

/**
 * The fuzzy simplicial set of UMAP, its 1-skeleton: every point's distances are made local (0 to
 * the nearest, a sum of log2 k strengths), and the two directions of an edge are united (McInnes et
 * al. 2018, algorithms 1 to 3).
 *
 * @param starts row i holds the edges starts[i] … starts[i + 1] - 1
 * @param columns the other end of each edge
 * @param strengths of the edges, in [0, 1]; symmetric
 */
record FuzzyGraph(int[] starts, int[] columns, double[] strengths) {

  private static final int BISECTIONS = 64;
  private static final double TOLERANCE = 1e-5;
  private static final double SMALLEST_SCALE = 1e-3;

  /**
   * @param neighbours of each point among the others
   */
  static FuzzyGraph of(Neighbours neighbours) {
    int n = neighbours.indices().length;
    double mean = meanDistance(neighbours);
    double[][] strengths = new double[n][];
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              double[] distances = neighbours.distances()[i];
              double nearest = nearestApart(distances);
              strengths[i] = strengths(distances, nearest, scale(distances, nearest, mean));
            });
    SparseRows rows = SparseRows.withTransposed(neighbours.indices(), strengths);
    double[] values = new double[rows.columns().length];
    for (int e = 0; e < values.length; e++) {
      double there = rows.values()[e];
      double back = rows.transposed()[e];
      values[e] = there + back - there * back;
    }
    return new FuzzyGraph(rows.starts(), rows.columns(), values);
  }

  int count() {
    return starts.length - 1;
  }

  /** rho: distance to the nearest point that is not a copy; 0 if all are copies. */
  static double nearestApart(double[] distances) {
    for (double distance : distances) {
      if (distance > 0) {
        return distance;
      }
    }
    return 0;
  }

  /** sigma, with sum_j exp(-max(0, d_j - rho) / sigma) = log2(k), k counting the point itself. */
  static double scale(double[] distances, double nearest, double meanOfAll) {
    double wanted = Math.log(distances.length + 1) / Math.log(2);
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double scale = 1;
    for (int i = 0; i < BISECTIONS; i++) {
      double sum = 0;
      for (double strength : strengths(distances, nearest, scale)) {
        sum += strength;
      }
      if (Math.abs(sum - wanted) < TOLERANCE) {
        break;
      }
      if (sum > wanted) {
        high = scale;
      } else {
        low = scale;
      }
      scale = high == Double.POSITIVE_INFINITY ? 2 * scale : (low + high) / 2;
    }
    double own = IntStream.range(0, distances.length).mapToDouble(j -> distances[j]).sum();
    double mean = nearest > 0 ? own / (distances.length + 1) : meanOfAll;
    return Math.max(scale, SMALLEST_SCALE * mean);
  }

  private static double[] strengths(double[] distances, double nearest, double scale) {
    double[] strengths = new double[distances.length];
    for (int j = 0; j < strengths.length; j++) {
      double beyond = distances[j] - nearest;
      strengths[j] = beyond <= 0 || scale == 0 ? 1 : Math.exp(-beyond / scale);
    }
    return strengths;
  }

  private static double meanDistance(Neighbours neighbours) {
    double sum = 0;
    for (double[] row : neighbours.distances()) {
      for (double distance : row) {
        sum += distance;
      }
    }
    int n = neighbours.distances().length;
    return sum / n / (neighbours.distances()[0].length + 1);
  }
}
