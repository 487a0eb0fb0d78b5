/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.translate;

import io.github.veil.train.LayerCount;
import io.github.veil.train.TrainingEstimate;
import io.github.veil.train.cycle.CycleConfig;
import io.github.veil.train.cycle.CycleConfig.GeneratorKind;

/**
 * What a training of a translation will need, from its settings alone and without touching a
 * network library. Rough, as {@link TrainingEstimate} is.
 *
 * @param weights of all four networks
 * @param secondsPerStep on one thread
 * @param bytes of memory besides the data's
 */
public record TranslationEstimate(long weights, double secondsPerStep, double bytes) {

  /** Weights, gradient, Adam's two means, and a copy for checkpoints; 4 bytes each. */
  private static final double BYTES_PER_WEIGHT = 20;

  /** Values and gradients of every layer, held for each network's passes in a step. */
  private static final double BYTES_PER_ACTIVATION = 16;

  /** The JVM and its libraries. */
  private static final double BASE_BYTES = 4e8;

  /** For a training's networks. */
  public static TranslationEstimate of(CycleConfig config) {
    CycleConfig.Networks networks = config.networks();
    LayerCount generator = new LayerCount();
    if (networks.generator() == GeneratorKind.UNET) {
      countUNet(generator, networks);
    } else {
      countResNet(generator, networks);
    }
    LayerCount critic = new LayerCount();
    countCritic(critic, networks);
    int generatorPasses = config.losses().identity() > 0 ? 6 : 4;
    // There and back costs three times the way there; a critic's answer for a generator two.
    double products =
        3.0 * generatorPasses * generator.products() + 2 * (2 + 6.0) * critic.products();
    double batch = config.optimization().batchSize();
    return new TranslationEstimate(
        2 * (generator.weights() + critic.weights()),
        batch * TrainingEstimate.seconds(products),
        BASE_BYTES
            + BYTES_PER_WEIGHT * 2 * (generator.weights() + critic.weights())
            + BYTES_PER_ACTIVATION
                * batch
                * (generatorPasses * generator.outputs() + 4 * critic.outputs()));
  }

  private static void countUNet(LayerCount count, CycleConfig.Networks networks) {
    int levels = Math.min(8, Integer.numberOfTrailingZeros(networks.size()));
    int base = networks.generatorWidth();
    int incoming = networks.channelsX();
    for (int level = 1; level <= levels; level++) {
      count.convolution(incoming, width(base, level), 16, area(networks.size() >> level));
      incoming = width(base, level);
    }
    for (int level = levels - 1; level >= 0; level--) {
      int out = level == 0 ? networks.channelsY() : width(base, level);
      count.convolution(
          incoming, out, 16, area(networks.size() >> level + 1), area(networks.size() >> level));
      incoming = 2 * out;
    }
  }

  private static int width(int base, int level) {
    return base << Math.min(3, level - 1);
  }

  private static void countResNet(LayerCount count, CycleConfig.Networks networks) {
    int size = networks.size();
    int base = networks.generatorWidth();
    count.convolution(networks.channelsX(), base, 49, area(size));
    count.convolution(base, 2 * base, 9, area(size / 2));
    count.convolution(2 * base, 4 * base, 9, area(size / 4));
    int blocks = size >= 256 ? 9 : 6;
    for (int i = 0; i < 2 * blocks; i++) {
      count.convolution(4 * base, 4 * base, 9, area(size / 4));
    }
    count.convolution(4 * base, 2 * base, 16, area(size / 4), area(size / 2));
    count.convolution(2 * base, base, 16, area(size / 2), area(size));
    count.convolution(base, networks.channelsY(), 49, area(size));
  }

  private static void countCritic(LayerCount count, CycleConfig.Networks networks) {
    int size = networks.size();
    int base = networks.criticWidth();
    count.convolution(networks.channelsY(), base, 16, area(size / 2));
    count.convolution(base, 2 * base, 16, area(size / 4));
    count.convolution(2 * base, 4 * base, 16, area(size / 8));
    count.convolution(4 * base, 8 * base, 16, area(size / 8 - 1));
    count.convolution(8 * base, 1, 16, area(size / 8 - 2));
  }

  private static long area(int side) {
    return (long) side * side;
  }
}
