/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import io.github.veil.core.Require;

/**
 * How a classifier is made.
 *
 * @param base channels of the first convolution, at least 1
 * @param dropout share of values that training drops before the last layer, 0 to below 1
 * @param training how it learns
 */
public record ClassifierConfig(int base, double dropout, SupervisedConfig training) {

  public ClassifierConfig {
    Require.within(base, 1, 1024, "The base width");
    Require.that(
        dropout >= 0 && dropout < 1,
        "The dropout must be at least 0 and below 1, but is %s.",
        dropout);
    Require.that(training != null, "The training settings are missing.");
  }

  /** Base 16, dropout 0.5, Adam 1e-3, batches of 32, 20 epochs, no augmentation. */
  public static ClassifierConfig standard() {
    return new ClassifierConfig(16, 0.5, new SupervisedConfig(1e-3, 32, 20, Augmentation.NONE, 1));
  }

  /** The same with another way of learning. */
  public ClassifierConfig withTraining(SupervisedConfig other) {
    return new ClassifierConfig(base, dropout, other);
  }

  /** The same with another base width. */
  public ClassifierConfig withBase(int other) {
    return new ClassifierConfig(other, dropout, training);
  }
}
