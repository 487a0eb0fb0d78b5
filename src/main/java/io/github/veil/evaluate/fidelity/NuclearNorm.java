/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import java.util.Arrays;

/**
 * The sum of the singular values of a matrix, by Golub and Reinsch's method: Householder reduction
 * to bidiagonal form, then implicit QR steps (Golub and Van Loan, Matrix Computations, algorithms
 * 5.4.2 and 8.6.2, without vectors). Each value is off by rounding errors of the largest, at most.
 */
final class NuclearNorm {

  /** Two or three are usual. */
  private static final int STEPS_PER_VALUE = 60;

  private final double[][] a;
  private final int rows;
  private final int columns;

  private final double[] diagonal;
  private final double[] above;

  private NuclearNorm(double[][] matrix) {
    a = matrix;
    rows = matrix.length;
    columns = matrix[0].length;
    diagonal = new double[columns];
    above = new double[columns - 1];
  }

  /**
   * @param matrix at least as many rows as columns; overwritten
   */
  static double of(double[][] matrix) {
    NuclearNorm norm = new NuclearNorm(matrix);
    norm.bidiagonalise();
    norm.diagonalise();
    return Arrays.stream(norm.diagonal).map(Math::abs).sum();
  }

  private void bidiagonalise() {
    double[] left = new double[rows];
    double[] right = new double[columns];
    double[] projected = new double[columns];
    for (int k = 0; k < columns; k++) {
      for (int i = k; i < rows; i++) {
        left[i] = a[i][k];
      }
      diagonal[k] = reflector(left, k, rows);
      if (k + 1 == columns) {
        return;
      }
      Arrays.fill(projected, k + 1, columns, 0);
      for (int i = k; i < rows; i++) {
        Vectors.addScaled(projected, left[i], a[i], k + 1, columns);
      }
      Vectors.addScaled(a[k], -left[k], projected, k + 1, columns);
      System.arraycopy(a[k], k + 1, right, k + 1, columns - k - 1);
      above[k] = reflector(right, k + 1, columns);
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

  private void diagonalise() {
    double rounding = Math.ulp(1.0) * largest();
    int last = columns - 1;
    for (int steps = 0; last > 0; steps++) {
      if (steps > STEPS_PER_VALUE * columns) {
        throw new IllegalStateException("The singular values did not converge.");
      }
      int first = last;
      boolean singular = Math.abs(diagonal[last]) <= rounding;
      while (first > 0 && Math.abs(above[first - 1]) > rounding) {
        first--;
        singular |= Math.abs(diagonal[first]) <= rounding;
      }
      if (first == last) {
        above[last - 1] = 0;
        last--;
      } else {
        // A singular block splits after a step or two without shift.
        step(first, last, singular ? 0 : shift(first, last));
      }
    }
  }

  private double largest() {
    double largest = 0;
    for (int k = 0; k < columns; k++) {
      double next = k + 1 < columns ? Math.abs(above[k]) : 0;
      largest = Math.max(largest, Math.abs(diagonal[k]) + next);
    }
    return largest;
  }

  /** A step of the implicit QR method on the block from {@code first} to {@code last}. */
  private void step(int first, int last, double shift) {
    double[] d = diagonal;
    double[] e = above;
    double y = shift == 0 ? d[first] : d[first] - shift / d[first];
    double z = e[first];
    for (int k = first; k < last; k++) {
      double r = Math.sqrt(y * y + z * z);
      double c = r == 0 ? 1 : y / r;
      double s = r == 0 ? 0 : z / r;
      if (k > first) {
        e[k - 1] = r;
      }
      y = c * d[k] + s * e[k];
      e[k] = c * e[k] - s * d[k];
      z = s * d[k + 1];
      d[k + 1] *= c;
      r = Math.sqrt(y * y + z * z);
      c = r == 0 ? 1 : y / r;
      s = r == 0 ? 0 : z / r;
      d[k] = r;
      y = c * e[k] + s * d[k + 1];
      d[k + 1] = c * d[k + 1] - s * e[k];
      if (k + 1 < last) {
        z = s * e[k + 1];
        e[k + 1] *= c;
      }
    }
    e[last - 1] = y;
  }

  /** Wilkinson's: the eigenvalue of the last 2 x 2 block of B'B that is nearer to its corner. */
  private double shift(int first, int last) {
    double before = last - 1 > first ? above[last - 2] : 0;
    double p = diagonal[last - 1] * diagonal[last - 1] + before * before;
    double q = diagonal[last] * diagonal[last] + above[last - 1] * above[last - 1];
    double off = diagonal[last - 1] * above[last - 1];
    double half = 0.5 * (p - q);
    double root = Math.sqrt(half * half + off * off);
    double sum = half < 0 ? half - root : half + root;
    return sum == 0 ? q : q - off * off / sum;
  }
}
