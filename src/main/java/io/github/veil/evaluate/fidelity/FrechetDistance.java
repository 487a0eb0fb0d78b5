/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import java.util.Arrays;

/**
 * The Frechet distance between the normal distributions fitted to two sets of features (Heusel et
 * al. 2017): {@code |m1 - m2|^2 + Tr S1 + Tr S2 - 2 Tr (S1 S2)^(1/2)}, with sample covariances. It
 * may only be called FID where the features are those of Inception-v3's pool3.
 *
 * <p>The last trace is the sum of the singular values of the product of two factors of the
 * covariances, which is right for singular covariances too; no ridge is added.
 *
 * @param value the distance, 0 (same mean and covariance) or more, in squared units of the features
 * @param meanTerm |m1 - m2|^2
 * @param traceA Tr S1
 * @param traceB Tr S2
 * @param traceRoot Tr (S1 S2)^(1/2)
 */
public record FrechetDistance(
    double value, double meanTerm, double traceA, double traceB, double traceRoot) {

  /**
   * @param a features, rows are images; at least 2 rows; not changed
   * @param b features with the same columns; at least 2 rows; not changed
   * @throws IllegalArgumentException if the columns differ or a value is not finite
   */
  public static FrechetDistance of(double[][] a, double[][] b) {
    FeatureSets.requireComparable(a, b, 2);
    double[] meanA = mean(a);
    double[] meanB = mean(b);
    double meanTerm = 0;
    for (int j = 0; j < meanA.length; j++) {
      meanTerm += (meanA[j] - meanB[j]) * (meanA[j] - meanB[j]);
    }
    double[][] factorA = factor(a, meanA);
    double[][] factorB = factor(b, meanB);
    double traceA = sumOfSquares(factorA) / (a.length - 1);
    double traceB = sumOfSquares(factorB) / (b.length - 1);
    double traceRoot =
        nuclearNormOfProduct(factorA, factorB) / Math.sqrt((a.length - 1.0) * (b.length - 1.0));
    double value = Math.max(0, meanTerm + traceA + traceB - 2 * traceRoot);
    return new FrechetDistance(value, meanTerm, traceA, traceB, traceRoot);
  }

  private static double[] mean(double[][] x) {
    double[] mean = new double[x[0].length];
    for (double[] row : x) {
      Vectors.addScaled(mean, 1, row, 0, mean.length);
    }
    for (int j = 0; j < mean.length; j++) {
      mean[j] /= x.length;
    }
    return mean;
  }

  private static double sumOfSquares(double[][] x) {
    double sum = 0;
    for (double[] row : x) {
      sum += Vectors.dot(row, row, 0, row.length);
    }
    return sum;
  }

  /** An R with at most as many rows as columns, and R'R = X'X, where X is x less its mean. */
  private static double[][] factor(double[][] x, double[] mean) {
    if (x.length > mean.length) {
      return cholesky(Products.centredGram(x, mean));
    }
    double[][] centred = new double[x.length][mean.length];
    for (int i = 0; i < x.length; i++) {
      Products.subtract(x[i], mean, centred[i]);
    }
    return centred;
  }

  /**
   * The rows of R with R'R = {@code gram}, by Cholesky's method with the largest pivot first. Ends
   * at the numerical rank (the tolerance of LAPACK's dpstrf), so there are at most n rows.
   */
  static double[][] cholesky(double[][] gram) {
    int n = gram.length;
    double[] rest = new double[n];
    for (int j = 0; j < n; j++) {
      rest[j] = gram[j][j];
    }
    double tolerance = n * Math.ulp(1.0) * Arrays.stream(rest).max().orElse(0);
    double[][] factor = new double[n][];
    for (int k = 0; k < n; k++) {
      int pivot = largest(rest);
      if (!(rest[pivot] > tolerance)) {
        return Arrays.copyOf(factor, k);
      }
      double[] row = gram[pivot].clone();
      for (int i = 0; i < k; i++) {
        Vectors.addScaled(row, -factor[i][pivot], factor[i], 0, n);
      }
      double scale = 1 / Math.sqrt(row[pivot]);
      for (int j = 0; j < n; j++) {
        row[j] *= scale;
        rest[j] -= row[j] * row[j];
      }
      rest[pivot] = Double.NEGATIVE_INFINITY;
      factor[k] = row;
    }
    return factor;
  }

  private static int largest(double[] values) {
    int best = 0;
    for (int j = 1; j < values.length; j++) {
      best = values[j] > values[best] ? j : best;
    }
    return best;
  }

  private static double nuclearNormOfProduct(double[][] p, double[][] q) {
    if (p.length == 0 || q.length == 0) {
      return 0;
    }
    double[][] tall = p.length >= q.length ? p : q;
    double[][] wide = p.length >= q.length ? q : p;
    return NuclearNorm.of(Products.transposedTimes(transposed(tall), transposed(wide)));
  }

  private static double[][] transposed(double[][] x) {
    double[][] transposed = new double[x[0].length][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        transposed[j][i] = x[i][j];
      }
    }
    return transposed;
  }
}
