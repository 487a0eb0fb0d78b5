/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.embedding;

/**
 * The Gaussian around a point whose conditional distribution over the neighbours has a wanted
 * perplexity (van der Maaten, Hinton 2008, equation 1 and section 2).
 *
 * @param beta 1 / (2 sigma^2)
 * @param probabilities p(j|i) = exp(-beta D_ij) / sum, in the order of the distances
 */
record Calibration(double beta, double[] probabilities) {

  private static final int ITERATIONS = 200;
  private static final double ENTROPY_ERROR = 1e-13;

  /**
   * Newton's method on the entropy, kept inside a bracket by bisection; the entropy falls with
   * beta. Where no beta gives the perplexity (more equally near neighbours than that) the nearest
   * ones share the probability evenly.
   *
   * @param squares squared distances to the neighbours
   */
  static Calibration of(double[] squares, double perplexity) {
    double nearest = Double.POSITIVE_INFINITY;
    double mean = 0;
    for (double square : squares) {
      nearest = Math.min(nearest, square);
      mean += square / squares.length;
    }
    double wanted = Math.log(perplexity);
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double beta = mean > nearest ? 1 / (mean - nearest) : 1;
    double[] p = new double[squares.length];
    for (int i = 0; i < ITERATIONS; i++) {
      double[] state = distribute(squares, nearest, beta, p);
      double excess = state[0] - wanted;
      if (Math.abs(excess) < ENTROPY_ERROR) {
        break;
      }
      if (excess > 0) {
        low = beta;
      } else {
        high = beta;
      }
      double newton = beta + excess / (beta * state[1]);
      double middle = high == Double.POSITIVE_INFINITY ? 2 * beta : (low + high) / 2;
      boolean inside = newton > low && newton < Math.min(high, 16 * beta);
      double next = inside ? newton : middle;
      if (next == beta || next > 1e300) {
        break;
      }
      beta = next;
    }
    return new Calibration(beta, p);
  }

  /** Fills p, and returns its entropy in nats and the variance of the squared distance under it. */
  private static double[] distribute(double[] squares, double nearest, double beta, double[] p) {
    double sum = 0;
    double first = 0;
    double second = 0;
    for (int j = 0; j < squares.length; j++) {
      double d = squares[j] - nearest;
      p[j] = Math.exp(-beta * d);
      sum += p[j];
      first += p[j] * d;
      second += p[j] * d * d;
    }
    for (int j = 0; j < p.length; j++) {
      p[j] /= sum;
    }
    double mean = first / sum;
    return new double[] {Math.log(sum) + beta * mean, second / sum - mean * mean};
  }
}
