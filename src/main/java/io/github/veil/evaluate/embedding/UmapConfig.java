/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.embedding;

import io.github.veil.core.Require;

/**
 * Settings of UMAP.
 *
 * @param neighbours how many nearest points make a neighbourhood, the point itself counted as in
 *     the paper's code, at least 2; lowered to the number of points when there are fewer
 * @param minDistance how close points may lie in the picture, at least 0, below {@code spread}
 * @param spread scale of the picture
 * @param epochs passes over the graph; 0 chooses 2000 up to 1,000 points, 500 up to 10,000, and 200
 *     above
 * @param negativeSamples points pushed away for each one pulled
 * @param seed of the start's jitter and the sampling
 */
public record UmapConfig(
    int neighbours, double minDistance, double spread, int epochs, int negativeSamples, long seed) {

  /**
   * 30 neighbours, as t-SNE's perplexity, and 20 negative samples. The paper's code takes 15 and 5,
   * which keeps neighbourhoods a little less on small sets ({@code docs/embedding.md}).
   */
  public static final UmapConfig DEFAULT = new UmapConfig(30, 0.1, 1, 0, 20, 1);

  public UmapConfig {
    Require.atLeast(neighbours, 2, "The number of neighbours");
    Require.positive(spread, "The spread");
    Require.that(
        minDistance >= 0 && minDistance < spread,
        "The least distance must be at least 0 and below the spread, %s, but is %s.",
        spread,
        minDistance);
    Require.atLeast(epochs, 0, "The number of epochs");
    Require.within(negativeSamples, 1, 1000, "The number of negative samples");
  }

  /** The same with another seed. */
  public UmapConfig withSeed(long other) {
    return new UmapConfig(neighbours, minDistance, spread, epochs, negativeSamples, other);
  }

  /** How many epochs {@code points} points are given. */
  int epochsFor(int points) {
    if (epochs > 0) {
      return epochs;
    }
    return points <= 1_000 ? 2_000 : points <= 10_000 ? 500 : 200;
  }
}
