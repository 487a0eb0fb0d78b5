/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.embedding;

import io.github.veil.core.Require;
import java.util.stream.IntStream;

/**
 * How far neighbours in a picture are neighbours in the feature space (Venna, Kaski 2001): 1 when
 * no point is among the k nearest in the picture without being so among the features.
 */
public final class Trustworthiness {

  private Trustworthiness() {}

  /**
   * 1 - 2 / (n k (2n - 3k - 1)) sum_i sum_j (rank(i, j) - k), j over the k nearest of i in the
   * embedding that are not among its k nearest in the features; rank 1 is the nearest other row.
   *
   * @param rows [n][features]
   * @param embedding [n][any number of columns]
   * @param k neighbours, below n / 2
   */
  public static double of(double[][] rows, double[][] embedding, int k) {
    int n = rows.length;
    Points.requireMatrix(rows, "The feature set");
    Points.requireMatrix(embedding, "The embedding");
    Require.that(
        embedding.length == n,
        "The embedding has %d points, but the feature set %d rows; they do not belong together.",
        embedding.length,
        n);
    Require.that(
        k >= 1 && 2 * k < n,
        "Trustworthiness of %d points needs 1 to %d neighbours, but %d are asked for.",
        n,
        (n - 1) / 2,
        k);
    int[][] near = Neighbours.within(embedding, k).indices();
    long excess =
        IntStream.range(0, n).parallel().mapToLong(i -> excess(rows, i, near[i], k)).sum();
    return 1 - 2.0 / ((double) n * k * (2.0 * n - 3.0 * k - 1)) * excess;
  }

  private static long excess(double[][] rows, int i, int[] near, int k) {
    double[] squares = new double[rows.length];
    for (int j = 0; j < squares.length; j++) {
      squares[j] = Points.squaredDistance(rows[i], rows[j]);
    }
    long excess = 0;
    for (int j : near) {
      int rank = 1;
      for (int l = 0; l < squares.length; l++) {
        boolean nearer = squares[l] < squares[j] || squares[l] == squares[j] && l < j;
        rank += l != i && nearer ? 1 : 0;
      }
      excess += Math.max(0, rank - k);
    }
    return excess;
  }
}
