/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.embedding;

import io.github.veil.core.Progress;
import io.github.veil.core.RandomSource;
import io.github.veil.core.Require;
import java.util.SplittableRandom;

/**
 * Uniform manifold approximation and projection (McInnes, Healy, Melville 2018) in the plane, from
 * principal components, by stochastic gradient descent with negative sampling.
 */
public final class Umap {

  /** Fewest points that have neighbourhoods worth the name. */
  public static final int FEWEST = 5;

  private static final double START_SPREAD = 4;
  private static final double LARGEST_MOVE = 4;

  private final FuzzyGraph graph;
  private final UmapCurve curve;
  private final UmapConfig config;
  private final int epochs;
  private final double[] y;
  private final SplittableRandom random;

  private Umap(double[][] rows, UmapConfig config) {
    int others = Math.min(config.neighbours(), rows.length) - 1;
    this.graph = FuzzyGraph.of(Neighbours.within(rows, others));
    this.curve = UmapCurve.fit(config.minDistance(), config.spread());
    this.config = config;
    this.epochs = config.epochsFor(rows.length);
    this.y = PrincipalPlane.start(rows, START_SPREAD * config.spread(), config.seed());
    this.random =
        new SplittableRandom(
            RandomSource.seeded(config.seed()).generator("umap sampling", 0).nextLong());
  }

  /**
   * Lays {@code rows} out in the plane.
   *
   * @param rows n rows of features, n at least {@value #FEWEST}
   * @return [n][2]
   * @throws IllegalArgumentException if the rows are too few, ragged or not finite
   * @throws java.util.concurrent.CancellationException if the user stopped it
   */
  public static double[][] embed(double[][] rows, UmapConfig config, Progress progress) {
    Points.requireMatrix(rows, "The set to embed");
    Require.that(
        rows.length >= FEWEST,
        "UMAP needs at least %d images, but there are %d; add images.",
        FEWEST,
        rows.length);
    progress.report(0, 1, "UMAP: finding neighbours");
    Umap umap = new Umap(rows, config);
    umap.descend(progress);
    return Tsne.pairs(umap.y);
  }

  /** An edge of strength w is drawn every max / w epochs, each time with negative samples. */
  private void descend(Progress progress) {
    double strongest = 0;
    for (double value : graph.strengths()) {
      strongest = Math.max(strongest, value);
    }
    int edges = graph.strengths().length;
    double[] period = new double[edges];
    double[] next = new double[edges];
    for (int e = 0; e < edges; e++) {
      period[e] = strongest / graph.strengths()[e];
      next[e] = period[e];
    }
    for (int epoch = 0; epoch < epochs; epoch++) {
      Points.requireRunning(progress);
      double rate = 1 - (double) epoch / epochs;
      for (int i = 0; i < graph.count(); i++) {
        for (int e = graph.starts()[i]; e < graph.starts()[i + 1]; e++) {
          if (next[e] <= epoch) {
            attract(i, graph.columns()[e], rate);
            next[e] += period[e];
            repelRandom(i, config.negativeSamples(), rate);
          }
        }
      }
      progress.report(epoch + 1, epochs, "UMAP");
    }
  }

  /** A step along the gradient of log(1 / (1 + a d^(2b))) at both ends. */
  private void attract(int i, int j, double rate) {
    double square = squared(i, j);
    if (square > 0) {
      double power = Math.pow(square, curve.b());
      double pull = -2 * curve.a() * curve.b() * power / square / (curve.a() * power + 1);
      for (int d = 0; d < 2; d++) {
        double move = rate * clipped(pull * (y[2 * i + d] - y[2 * j + d]));
        y[2 * i + d] += move;
        y[2 * j + d] -= move;
      }
    }
  }

  private void repelRandom(int i, int samples, double rate) {
    for (int s = 0; s < samples; s++) {
      repel(i, random.nextInt(graph.count()), rate);
    }
  }

  /** A step along the gradient of log(1 - 1 / (1 + a d^(2b))) at i. */
  private void repel(int i, int j, double rate) {
    double square = squared(i, j);
    if (square > 0) {
      double power = Math.pow(square, curve.b());
      double push = 2 * curve.b() / ((0.001 + square) * (curve.a() * power + 1));
      for (int d = 0; d < 2; d++) {
        y[2 * i + d] += rate * clipped(push * (y[2 * i + d] - y[2 * j + d]));
      }
    }
  }

  private double squared(int i, int j) {
    double dx = y[2 * i] - y[2 * j];
    double dy = y[2 * i + 1] - y[2 * j + 1];
    return dx * dx + dy * dy;
  }

  private static double clipped(double move) {
    return Math.max(-LARGEST_MOVE, Math.min(LARGEST_MOVE, move));
  }
}
