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

  /** Columns of a block. */
  private static final int WIDTH = 256;

  /** Rows of a block; 16 rows of 256 doubles are 32 kB. */
  private static final int HEIGHT = 16;

  private Products() {}

  /** The n x n matrix X'X of the m x n matrix {@code x}. */
  static double[][] gram(double[][] x) {
    int n = x[0].length;
    double[][] product = new double[n][n];
    for (int from = 0; from < n; from += WIDTH) {
      int to = Math.min(from + WIDTH, n);
      addProduct(x, x, product, from, to, true);
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
    int width = b[0].length;
    double[][] product = new double[a[0].length][width];
    for (int from = 0; from < width; from += WIDTH) {
      addProduct(a, b, product, from, Math.min(from + WIDTH, width), false);
    }
    return product;
  }

  /** Adds columns from … to-1 of A'B; with {@code upper}, only the upper triangle. */
  private static void addProduct(
      double[][] a, double[][] b, double[][] product, int from, int to, boolean upper) {
    int rows = upper ? to : product.length;
    for (int first = 0; first < a.length; first += HEIGHT) {
      int last = Math.min(first + HEIGHT, a.length);
      for (int p = 0; p < rows; p++) {
        addRows(a, b, first, last, p, product[p], upper ? Math.max(from, p) : from, to);
      }
    }
  }

  /** {@code sum += a[i][p] b[i]} over the rows i from first to last-1. */
  private static void addRows(
      double[][] a, double[][] b, int first, int last, int p, double[] sum, int from, int to) {
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
          from,
          to);
    }
    for (; i < last; i++) {
      Vectors.addScaled(sum, a[i][p], b[i], from, to);
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
      int from,
      int to) {
    for (int q = from; q < to; q++) {
      sum[q] += (a0 * b0[q] + a1 * b1[q]) + (a2 * b2[q] + a3 * b3[q]);
    }
  }
}
