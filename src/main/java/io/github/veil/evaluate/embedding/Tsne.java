/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.embedding;

import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import java.util.Arrays;

/**
 * t-distributed stochastic neighbour embedding (van der Maaten, Hinton 2008) in the plane, by
 * Barnes-Hut (van der Maaten 2014), from principal components (Kobak, Berens 2019).
 *
 * @param points [n][2]: the layout, in the order of the rows
 * @param perplexity the perplexity that was used: lower than asked for when there were few points
 * @param divergence KL(P || Q) in nats at the end
 */
public record Tsne(double[][] points, double perplexity, double divergence) {

  /** Fewest points that have neighbours worth the name. */
  public static final int FEWEST = 5;

  private static final double START_SPREAD = 1e-4;
  private static final double SMALLEST_GAIN = 0.01;

  /**
   * Lays {@code rows} out in the plane.
   *
   * @param rows n rows of features, n at least {@value #FEWEST}
   * @throws IllegalArgumentException if the rows are too few, ragged or not finite
   * @throws java.util.concurrent.CancellationException if the user stopped it
   */
  public static Tsne embed(double[][] rows, TsneConfig config, Progress progress) {
    Points.requireMatrix(rows, "The set to embed");
    Require.that(
        rows.length >= FEWEST,
        "t-SNE needs at least %d images, but there are %d; add images.",
        FEWEST,
        rows.length);
    progress.report(0, config.iterations(), "t-SNE: finding neighbours");
    double perplexity = Math.min(config.perplexity(), (rows.length - 1) / 3.0);
    int k = Math.min(rows.length - 1, (int) (3 * perplexity) + 1);
    Affinities affinities = Affinities.of(Neighbours.within(rows, k), perplexity);
    TsneGradient objective = new TsneGradient(affinities, config.theta());
    double[] y = PrincipalPlane.start(rows, START_SPREAD, config.seed());
    descend(objective, y, config, progress);
    return new Tsne(pairs(y), perplexity, objective.divergence(y));
  }

  /** Gradient descent with momentum and a gain per coordinate (Jacobs 1988). */
  private static void descend(
      TsneGradient objective, double[] y, TsneConfig config, Progress progress) {
    double rate = Math.max(y.length / 2 / config.exaggeration() / 4, 50);
    double[] gradient = new double[y.length];
    double[] update = new double[y.length];
    double[] gains = new double[y.length];
    Arrays.fill(gains, 1);
    for (int step = 0; step < config.iterations(); step++) {
      Points.requireRunning(progress);
      boolean early = step < config.exaggeratedSteps();
      double momentum = early ? 0.5 : 0.8;
      objective.at(y, early ? config.exaggeration() : 1, gradient);
      for (int d = 0; d < y.length; d++) {
        boolean onward = update[d] * gradient[d] < 0;
        gains[d] = Math.max(SMALLEST_GAIN, onward ? gains[d] + 0.2 : gains[d] * 0.8);
        update[d] = momentum * update[d] - rate * gains[d] * gradient[d];
        y[d] += update[d];
      }
      progress.report(step + 1, config.iterations(), "t-SNE");
    }
  }

  static double[][] pairs(double[] y) {
    double[][] pairs = new double[y.length / 2][];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = new double[] {y[2 * i], y[2 * i + 1]};
    }
    return pairs;
  }
}
