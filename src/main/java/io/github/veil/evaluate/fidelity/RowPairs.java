/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

/**
 * Pairs of rows of two matrices: all squared distances, or all dot products, of one row with the
 * rows of a set. The set is kept by columns, so that the loops run over its rows.
 *
 * <p>A squared distance is the sum, column by column, of squared differences: equal rows are
 * exactly 0 apart, and rows at equal distances tie exactly.
 */
final class RowPairs {

  private final double[][] columns;
  private final int rows;

  /**
   * @param set rows of equal length; copied
   */
  RowPairs(double[][] set) {
    rows = set.length;
    columns = new double[set[0].length][rows];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns.length; k++) {
        columns[k][i] = set[i][k];
      }
    }
  }

  /** Squared Euclidean distances of {@code x} to every row. */
  double[] squaredDistances(double[] x) {
    double[] sums = new double[rows];
    for (int k = 0; k < columns.length; k++) {
      addSquares(sums, x[k], columns[k]);
    }
    return sums;
  }

  /** Dot products of {@code x} and every row. */
  double[] dotProducts(double[] x) {
    double[] sums = new double[rows];
    for (int k = 0; k < columns.length; k++) {
      Vectors.addScaled(sums, x[k], columns[k], 0, rows);
    }
    return sums;
  }

  private static void addSquares(double[] sums, double value, double[] column) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += (value - column[j]) * (value - column[j]);
    }
  }
}
