/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

/**
 * Products of dense matrices, in blocks that stay in the cache and in loops that the compiler turns
 * into vector instructions. Matrices are arrays of rows.
 */
final class Products {

  /** Rows of a block: 16 rows of 512 doubles are 64 kB. */
  private static final int HEIGHT = 16;

  private Products() {}

  /** The n x n matrix X'X of the m x n matrix {@code x}, less {@code mean} in every row. */
  static double[][] centredGram(double[][] x, double[] mean) {
    int n = mean.length;
    double[][] product = new double[n][n];
    double[][] block = new double[HEIGHT][n];
    for (int first = 0; first < x.length; first += HEIGHT) {
      int count = Math.min(HEIGHT, x.length - first);
      for (int i = 0; i < count; i++) {
        subtract(x[first + i], mean, block[i]);
      }
      for (int p = 0; p < n; p++) {
        addRows(block, block, 0, count, p, product[p], p);
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        product[i][j] = product[j][i];
      }
    }
    return product;
  }

  /** The m x k matrix A'B of the n x m matrix {@code a} and the n x k matrix {@code b}. */
  static double[][] transposedTimes(double[][] a, double[][] b) {
    double[][] product = new double[a[0].length][b[0].length];
    for (int first = 0; first < a.length; first += HEIGHT) {
      int last = Math.min(first + HEIGHT, a.length);
      for (int p = 0; p < product.length; p++) {
        addRows(a, b, first, last, p, product[p], 0);
      }
    }
    return product;
  }

  /** {@code difference = x - y}. */
  static void subtract(double[] x, double[] y, double[] difference) {
    for (int j = 0; j < difference.length; j++) {
      difference[j] = x[j] - y[j];
    }
  }

  /** {@code sum += a[i][p] b[i]} over the rows i from first to last-1, from a column on. */
  private static void addRows(
      double[][] a, double[][] b, int first, int last, int p, double[] sum, int from) {
    int i = first;
    for (; i + 4 <= last; i += 4) {
      addFour(
          sum,
          a[i][p],
          b[i],
          a[i + 1][p],
          b[i + 1],
          a[i + 2][p],
          b[i + 2],
          a[i + 3][p],
          b[i + 3],
          from);
    }
    for (; i < last; i++) {
      Vectors.addScaled(sum, a[i][p], b[i], from, sum.length);
    }
  }

  /** Four at a time: with eight, HotSpot no longer makes vector instructions of the loop. */
  private static void addFour(
      double[] sum,
      double a0,
      double[] b0,
      double a1,
      double[] b1,
      double a2,
      double[] b2,
      double a3,
      double[] b3,
      int from) {
    for (int q = from; q < sum.length; q++) {
      sum[q] += (a0 * b0[q] + a1 * b1[q]) + (a2 * b2[q] + a3 * b3[q]);
    }
  }
}
