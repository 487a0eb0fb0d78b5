/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.embedding;

import java.util.stream.IntStream;

/**
 * The Kullback-Leibler divergence of t-SNE and its gradient, 4 sum_j (P_ij - Q_ij) q_ij (y_i - y_j)
 * (van der Maaten, Hinton 2008, equation 5), the part without P by Barnes-Hut (van der Maaten
 * 2014).
 */
final class TsneGradient {

  private final Affinities affinities;
  private final double thetaSquared;
  private final int[] order;
  private final double[] repulsion;
  private final double[] sums;

  /**
   * @param theta 0 for exact sums; 0.5 is usual
   */
  TsneGradient(Affinities affinities, double theta) {
    this.affinities = affinities;
    this.thetaSquared = theta * theta;
    this.order = IntStream.range(0, affinities.count()).toArray();
    this.repulsion = new double[2 * order.length];
    this.sums = new double[order.length];
  }

  /**
   * Computes the gradient at {@code y}.
   *
   * @param y x, y of each point in turn
   * @param exaggeration P is multiplied by this
   * @param gradient receives dKL/dy, in the layout of y
   */
  void at(double[] y, double exaggeration, double[] gradient) {
    double normaliser = repel(y);
    IntStream.range(0, order.length)
        .parallel()
        .forEach(
            i -> {
              attract(y, i, gradient);
              for (int d = 2 * i; d <= 2 * i + 1; d++) {
                gradient[d] = 4 * (exaggeration * gradient[d] - repulsion[d] / normaliser);
              }
            });
  }

  /** KL(P || Q) in nats at {@code y}; the normaliser of Q by the same sums as the gradient. */
  double divergence(double[] y) {
    double logNormaliser = Math.log(repel(y));
    double sum = 0;
    for (int i = 0; i < order.length; i++) {
      for (int e = affinities.starts()[i]; e < affinities.starts()[i + 1]; e++) {
        double p = affinities.values()[e];
        if (p > 0) {
          double square = squared(y, i, affinities.columns()[e]);
          sum += p * (Math.log(p) + Math.log1p(square) + logNormaliser);
        }
      }
    }
    return sum;
  }

  /** Fills {@link #repulsion}, and returns the sum of all q. */
  private double repel(double[] y) {
    QuadTree tree = new QuadTree(y, order);
    IntStream.range(0, order.length)
        .parallel()
        .forEach(e -> sums[order[e]] = tree.repulsion(order[e], thetaSquared, repulsion));
    double sum = 0;
    for (double part : sums) {
      sum += part;
    }
    return sum;
  }

  private void attract(double[] y, int i, double[] gradient) {
    int[] columns = affinities.columns();
    double[] values = affinities.values();
    double px = y[2 * i];
    double py = y[2 * i + 1];
    double forceX = 0;
    double forceY = 0;
    int end = affinities.starts()[i + 1];
    for (int e = affinities.starts()[i]; e < end; e++) {
      int j = 2 * columns[e];
      double dx = px - y[j];
      double dy = py - y[j + 1];
      double pull = values[e] / (1 + dx * dx + dy * dy);
      forceX += pull * dx;
      forceY += pull * dy;
    }
    gradient[2 * i] = forceX;
    gradient[2 * i + 1] = forceY;
  }

  private static double squared(double[] y, int i, int j) {
    double dx = y[2 * i] - y[2 * j];
    double dy = y[2 * i + 1] - y[2 * j + 1];
    return dx * dx + dy * dy;
  }
}
