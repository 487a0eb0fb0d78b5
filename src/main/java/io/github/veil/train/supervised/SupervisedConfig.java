/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import io.github.veil.core.Require;

/**
 * How a network learns from labelled patches: Adam (beta 0.9 and 0.999) on batches of patches in an
 * order that is drawn anew each epoch.
 *
 * @param learningRate Adam's step, above 0
 * @param batchSize patches in a step, at least 1; at most as many as there are patches are used
 * @param epochs passes over the patches, at least 1
 * @param augmentation what is done to patches at random
 * @param seed gives weights, order, dropout and augmentation: the same seed, the same network
 */
public record SupervisedConfig(
    double learningRate, int batchSize, int epochs, Augmentation augmentation, long seed) {

  public SupervisedConfig {
    Require.positive(learningRate, "The learning rate");
    Require.atLeast(batchSize, 1, "The batch size");
    Require.atLeast(epochs, 1, "The number of epochs");
    Require.that(augmentation != null, "The augmentation is missing.");
  }

  /** Livne et al. 2019: learning rate 1e-4, batches of 64, 10 epochs, augmentation. */
  public static SupervisedConfig standard() {
    return new SupervisedConfig(1e-4, 64, 10, Augmentation.STANDARD, 1);
  }

  /** The same with another learning rate. */
  public SupervisedConfig withLearningRate(double rate) {
    return new SupervisedConfig(rate, batchSize, epochs, augmentation, seed);
  }

  /** The same with another length and batch size. */
  public SupervisedConfig withSchedule(int batch, int passes) {
    return new SupervisedConfig(learningRate, batch, passes, augmentation, seed);
  }

  /** The same with another augmentation. */
  public SupervisedConfig withAugmentation(Augmentation other) {
    return new SupervisedConfig(learningRate, batchSize, epochs, other, seed);
  }

  /** The same with another seed. */
  public SupervisedConfig withSeed(long other) {
    return new SupervisedConfig(learningRate, batchSize, epochs, augmentation, other);
  }
}
