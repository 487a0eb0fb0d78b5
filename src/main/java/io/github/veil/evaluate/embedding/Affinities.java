/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.embedding;

import io.github.veil.core.Require;
import java.util.stream.IntStream;

/**
 * The joint probabilities P of t-SNE as a sparse symmetric matrix that sums to 1: P_ij = (p(j|i) +
 * p(i|j)) / (2n). Over all other points as neighbours it is the exact P (van der Maaten, Hinton
 * 2008), over the nearest 3 x perplexity ones that of van der Maaten 2014.
 *
 * @param starts row i holds the entries starts[i] … starts[i + 1] - 1
 * @param columns column of each entry, ascending within a row
 * @param values P of each entry
 * @param betas 1 / (2 sigma_i^2) of each point
 */
record Affinities(int[] starts, int[] columns, double[] values, double[] betas) {

  /**
   * @param neighbours of each point among the others
   * @param perplexity above 1, below the number of neighbours
   */
  static Affinities of(Neighbours neighbours, double perplexity) {
    int n = neighbours.indices().length;
    int k = neighbours.indices()[0].length;
    Require.that(
        perplexity > 1 && perplexity < k,
        "The perplexity must lie above 1 and below the number of neighbours, %d, but is %s.",
        k,
        perplexity);
    double[] betas = new double[n];
    double[][] conditional = new double[n][];
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              double[] squares = neighbours.distances()[i].clone();
              for (int j = 0; j < k; j++) {
                squares[j] *= squares[j];
              }
              Calibration calibration = Calibration.of(squares, perplexity);
              betas[i] = calibration.beta();
              conditional[i] = calibration.probabilities();
            });
    SparseRows rows = SparseRows.withTransposed(neighbours.indices(), conditional);
    double[] values = new double[rows.columns().length];
    for (int e = 0; e < values.length; e++) {
      values[e] = (rows.values()[e] + rows.transposed()[e]) / (2.0 * n);
    }
    return new Affinities(rows.starts(), rows.columns(), values, betas);
  }

  int count() {
    return starts.length - 1;
  }
}
