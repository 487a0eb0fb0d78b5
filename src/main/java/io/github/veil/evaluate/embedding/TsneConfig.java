/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.embedding;

import io.github.veil.core.Require;

/**
 * Settings of t-SNE.
 *
 * @param perplexity effective number of neighbours of a point, above 1; lowered to a third of the
 *     other points when there are too few of them
 * @param iterations gradient steps, at least 1
 * @param exaggeratedSteps how many of them come first with P exaggerated and momentum 0.5 (0.8
 *     later)
 * @param exaggeration factor on P in those
 * @param theta accuracy of Barnes-Hut: largest ratio of a cell's width to its distance; 0 is exact
 * @param seed of the tiny jitter that keeps equal starting points apart
 */
public record TsneConfig(
    double perplexity,
    int iterations,
    int exaggeratedSteps,
    double exaggeration,
    double theta,
    long seed) {

  /** What van der Maaten, Hinton 2008 and scikit-learn use: perplexity 30, 1000 iterations. */
  public static final TsneConfig DEFAULT = new TsneConfig(30, 1000, 250, 12, 0.5, 1);

  public TsneConfig {
    Require.that(
        perplexity > 1 && Double.isFinite(perplexity),
        "The perplexity must be greater than 1 and finite, but is %s.",
        perplexity);
    Require.atLeast(iterations, 1, "The number of iterations");
    Require.within(exaggeratedSteps, 0, iterations, "The number of exaggerated steps");
    Require.within(exaggeration, 1, 1000, "The exaggeration");
    Require.within(theta, 0, 1, "Theta");
  }

  /** The same with another perplexity. */
  public TsneConfig withPerplexity(double other) {
    return new TsneConfig(other, iterations, exaggeratedSteps, exaggeration, theta, seed);
  }

  /** The same with another number of iterations, a quarter of them exaggerated. */
  public TsneConfig withIterations(int other) {
    return new TsneConfig(perplexity, other, other / 4, exaggeration, theta, seed);
  }

  /** The same with another seed. */
  public TsneConfig withSeed(long other) {
    return new TsneConfig(perplexity, iterations, exaggeratedSteps, exaggeration, theta, other);
  }
}
