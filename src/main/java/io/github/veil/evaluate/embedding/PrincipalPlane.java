/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.embedding;

import io.github.veil.core.RandomSource;
import java.util.random.RandomGenerator;

/**
 * The first two principal components of a feature set, by subspace iteration on the centred rows:
 * no covariance matrix is formed, so thousands of features are no obstacle.
 */
final class PrincipalPlane {

  private static final int BLOCK = 6;
  private static final int ITERATIONS = 60;

  private PrincipalPlane() {}

  /**
   * Where an embedding begins: the scores on the first two components, scaled to a standard
   * deviation of {@code spread} along the first, with a jitter of a ten-thousandth of that.
   *
   * @return x, y of each row in turn
   */
  static double[] start(double[][] rows, double spread, long seed) {
    RandomGenerator random = RandomSource.seeded(seed).generator("embedding start", 0);
    double[] y = scores(rows, random);
    double variance = 0;
    for (int i = 0; i < rows.length; i++) {
      variance += y[2 * i] * y[2 * i] / rows.length;
    }
    double scale = variance > 0 ? spread / Math.sqrt(variance) : 0;
    for (int d = 0; d < y.length; d++) {
      y[d] = y[d] * scale + 1e-4 * spread * random.nextGaussian();
    }
    return y;
  }

  /** The scores, each component's sign such that its largest weight is positive. */
  static double[] scores(double[][] rows, RandomGenerator random) {
    double[][] centred = centred(rows);
    int features = rows[0].length;
    int block = Math.min(BLOCK, features);
    double[][] basis = new double[block][features];
    for (double[] vector : basis) {
      for (int f = 0; f < features; f++) {
        vector[f] = random.nextGaussian();
      }
    }
    orthonormalise(basis);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      basis = throughCovariance(centred, basis);
      orthonormalise(basis);
    }
    double[] y = new double[2 * rows.length];
    for (int c = 0; c < Math.min(2, block); c++) {
      double sign = sign(basis[c]);
      for (int i = 0; i < rows.length; i++) {
        y[2 * i + c] = sign * dot(centred[i], basis[c]);
      }
    }
    return y;
  }

  private static double[][] centred(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int f = 0; f < mean.length; f++) {
        mean[f] += row[f] / rows.length;
      }
    }
    double[][] centred = new double[rows.length][mean.length];
    for (int i = 0; i < rows.length; i++) {
      for (int f = 0; f < mean.length; f++) {
        centred[i][f] = rows[i][f] - mean[f];
      }
    }
    return centred;
  }

  private static double[][] throughCovariance(double[][] centred, double[][] basis) {
    double[][] next = new double[basis.length][basis[0].length];
    for (double[] row : centred) {
      for (int c = 0; c < basis.length; c++) {
        double weight = dot(row, basis[c]);
        for (int f = 0; f < row.length; f++) {
          next[c][f] += weight * row[f];
        }
      }
    }
    return next;
  }

  /** Gram and Schmidt; a vector that vanishes becomes 0. */
  private static void orthonormalise(double[][] basis) {
    for (int c = 0; c < basis.length; c++) {
      double before = Math.sqrt(dot(basis[c], basis[c]));
      for (int pass = 0; pass < 2; pass++) {
        for (int b = 0; b < c; b++) {
          double overlap = dot(basis[c], basis[b]);
          for (int f = 0; f < basis[c].length; f++) {
            basis[c][f] -= overlap * basis[b][f];
          }
        }
      }
      double norm = Math.sqrt(dot(basis[c], basis[c]));
      double scale = norm > 1e-12 * before ? 1 / norm : 0;
      for (int f = 0; f < basis[c].length; f++) {
        basis[c][f] *= scale;
      }
    }
  }

  private static double sign(double[] vector) {
    double largest = 0;
    for (double value : vector) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    return largest < 0 ? -1 : 1;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
