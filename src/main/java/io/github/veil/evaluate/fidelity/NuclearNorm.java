/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import java.util.Arrays;

/**
 * The sum of the singular values of a matrix: Householder reduction to bidiagonal form (Golub and
 * Van Loan, Matrix Computations, algorithm 5.4.2), then bisection on the eigenvalues of the
 * bidiagonal's Golub-Kahan form, whose positive half they are. Tiny singular values are as exact,
 * against the largest, as large ones.
 */
final class NuclearNorm {

  /** Halvings of the starting interval: what is left is far below a rounding error. */
  private static final int HALVINGS = 56;

  private final double[][] a;
  private final int rows;
  private final int columns;

  /** Alternately the diagonal and the superdiagonal of the bidiagonal form. */
  private final double[] bands;

  private NuclearNorm(double[][] matrix) {
    a = matrix;
    rows = matrix.length;
    columns = matrix[0].length;
    bands = new double[2 * columns - 1];
  }

  /**
   * @param matrix at least as many rows as columns; overwritten
   */
  static double of(double[][] matrix) {
    NuclearNorm norm = new NuclearNorm(matrix);
    norm.bidiagonalise();
    return norm.sum();
  }

  private void bidiagonalise() {
    double[] left = new double[rows];
    double[] right = new double[columns];
    double[] projected = new double[columns];
    for (int k = 0; k < columns; k++) {
      for (int i = k; i < rows; i++) {
        left[i] = a[i][k];
      }
      bands[2 * k] = reflector(left, k, rows);
      if (k + 1 == columns) {
        return;
      }
      Arrays.fill(projected, k + 1, columns, 0);
      for (int i = k; i < rows; i++) {
        Vectors.addScaled(projected, left[i], a[i], k + 1, columns);
      }
      Vectors.addScaled(a[k], -left[k], projected, k + 1, columns);
      System.arraycopy(a[k], k + 1, right, k + 1, columns - k - 1);
      bands[2 * k + 1] = reflector(right, k + 1, columns);
      for (int i = k + 1; i < rows; i++) {
        Vectors.addScaled(a[i], -left[i], projected, k + 1, columns);
        double share = Vectors.dot(a[i], right, k + 1, columns);
        Vectors.addScaled(a[i], -share, right, k + 1, columns);
      }
    }
  }

  /**
   * Turns x (from … to-1) into v with (I - v v') x = beta e, and returns beta; v = 0 where x is 0
   * already.
   */
  private static double reflector(double[] x, int from, int to) {
    double norm = Math.sqrt(Vectors.dot(x, x, from, to));
    if (norm == 0) {
      return 0;
    }
    double beta = x[from] > 0 ? -norm : norm;
    double scale = Math.sqrt(1 / (norm * (norm + Math.abs(x[from]))));
    x[from] -= beta;
    for (int i = from; i < to; i++) {
      x[i] *= scale;
    }
    return beta;
  }

  private double sum() {
    double bound = 0;
    for (int i = 0; i < bands.length; i++) {
      double next = i + 1 < bands.length ? Math.abs(bands[i + 1]) : 0;
      bound = Math.max(bound, Math.abs(bands[i]) + next);
    }
    double[] low = new double[columns];
    double[] high = new double[columns];
    double[] middle = new double[columns];
    int[] smaller = new int[columns];
    Arrays.fill(high, bound);
    for (int halving = 0; halving < HALVINGS; halving++) {
      for (int i = 0; i < columns; i++) {
        middle[i] = 0.5 * (low[i] + high[i]);
      }
      countSmaller(middle, smaller, bound * Double.MIN_NORMAL);
      for (int i = 0; i < columns; i++) {
        if (smaller[i] > i) {
          high[i] = middle[i];
        } else {
          low[i] = middle[i];
        }
      }
    }
    double sum = 0;
    for (int i = 0; i < columns; i++) {
      sum += 0.5 * (low[i] + high[i]);
    }
    return sum;
  }

  /** How many singular values lie below each {@code x > 0}, by Sylvester's law of inertia. */
  private void countSmaller(double[] x, int[] counts, double tiny) {
    double[] pivots = new double[x.length];
    Arrays.fill(counts, 1 - columns);
    for (int i = 0; i < x.length; i++) {
      pivots[i] = -x[i];
    }
    for (double band : bands) {
      double square = band * band;
      for (int i = 0; i < x.length; i++) {
        double pivot = Math.abs(pivots[i]) < tiny ? -tiny : pivots[i];
        pivots[i] = -x[i] - square / pivot;
        counts[i] += pivots[i] < 0 ? 1 : 0;
      }
    }
  }
}
