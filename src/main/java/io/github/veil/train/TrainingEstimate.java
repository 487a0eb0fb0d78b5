/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.train.GanConfig.OptimizerKind;

/**
 * What a training will need, from its settings alone and without touching a network library. Counts
 * are exact but for what modulates a conditional generator; time and memory are estimates that rest
 * on {@value #OPERATIONS_PER_SECOND} floating-point operations per second of one thread, as
 * measured with the presets on a 2.5 GHz server processor with AVX2: other computers differ by a
 * factor of two and more.
 *
 * @param criticWeights number of weights of the critic
 * @param generatorWeights number of weights of the generator
 * @param criticProducts multiplications of one patch's way through the critic
 * @param generatorProducts multiplications of one patch's way through the generator
 * @param activations numbers that both networks hold for one patch
 */
public record TrainingEstimate(
    long criticWeights,
    long generatorWeights,
    long criticProducts,
    long generatorProducts,
    long activations) {

  static final double OPERATIONS_PER_SECOND = 2.5e10;

  private static final int TAPS = 16;
  private static final int SMALL_TAPS = 9;
  private static final int BYTES = 4;

  /** Room for unfolded convolutions, per-example gradients and checkpoints, as measured. */
  private static final int SCRATCH = 3;

  /** The JVM, its libraries and the data of a batch, whatever the networks. */
  private static final double BASE_BYTES = 4e8;

  /**
   * For a training's networks.
   *
   * @param patchSize width and height in pixels, a size that Veil has networks for
   * @param channels 1 or 2
   */
  public static TrainingEstimate of(GanConfig.Networks networks, int patchSize, int channels) {
    return of(networks, patchSize, channels, 0);
  }

  /**
   * As the other, for networks that are told {@code conditions} numbers of each image. The weights
   * that normalise, scale and shift the generator's layers are not counted.
   */
  public static TrainingEstimate of(
      GanConfig.Networks networks, int patchSize, int channels, int conditions) {
    LayerCount critic = new LayerCount();
    int incoming = channels;
    int level = 0;
    int size = patchSize / 2;
    for (; size >= 3; size /= 2, level++) {
      int width = width(networks.criticWidth(), level, networks);
      critic.convolution(incoming, width, TAPS, (long) size * size, (long) size * size);
      incoming = width;
      if (size <= 4) {
        break;
      }
    }
    critic.convolution(incoming, 1 + conditions, size * size, 1, 1);
    LayerCount generator = generator(networks, channels, conditions, size, level);
    return new TrainingEstimate(
        critic.weights(),
        generator.weights(),
        critic.products(),
        generator.products(),
        critic.outputs() + generator.outputs());
  }

  /**
   * @param smallest size of the smallest image
   * @param doublings of that image's size to half of the patch's
   */
  private static LayerCount generator(
      GanConfig.Networks networks, int channels, int conditions, int smallest, int doublings) {
    LayerCount generator = new LayerCount();
    boolean modulated = conditions > 0;
    int full = modulated ? width((networks.generatorWidth() + 1) / 2, 0, networks) : channels;
    int incoming = width(networks.generatorWidth(), doublings, networks);
    generator.convolution(networks.latent() + conditions, incoming, 1, 1, 1);
    long pixels = (long) smallest * smallest;
    generator.convolution(incoming, incoming, smallest * smallest, 1, pixels);
    for (int level = doublings; level >= 0; level--) {
      int width = level == 0 ? full : width(networks.generatorWidth(), level - 1, networks);
      generator.convolution(incoming, width, TAPS, pixels, 4 * pixels);
      pixels *= 4;
      if (modulated) {
        int noise = level == 0 ? 1 : 0;
        generator.convolution(width + noise, width, SMALL_TAPS, pixels);
      }
      incoming = width;
    }
    if (modulated) {
      generator.convolution(incoming, channels, SMALL_TAPS, pixels);
    }
    return generator;
  }

  private static int width(int base, int doublings, GanConfig.Networks networks) {
    return (int) Math.min(networks.maxWidth(), (long) base << Math.min(doublings, 3));
  }

  /**
   * Seconds for one iteration on one thread.
   *
   * @param realPatches real patches in a critic step
   */
  public double secondsPerIteration(GanConfig config, double realPatches) {
    double perCriticStep =
        (realPatches * (config.privacy().enabled() ? 4 : 3) + config.optimization().batchSize() * 3)
                * criticProducts
            + (double) config.optimization().batchSize() * generatorProducts;
    double generatorStep =
        config.optimization().batchSize() * (3.0 * generatorProducts + 2.0 * criticProducts);
    double products = config.optimization().criticSteps() * perCriticStep + generatorStep;
    return seconds(products);
  }

  /** Seconds for so many multiplications, each with its addition, on one thread. */
  public static double seconds(double products) {
    return 2 * products / OPERATIONS_PER_SECOND;
  }

  /**
   * Bytes of memory in all.
   *
   * @param patches largest number of patches that go through the networks at once
   */
  public double bytes(GanConfig config, double patches) {
    int copies = config.optimization().optimizer() == OptimizerKind.ADAM ? 5 : 4;
    double held =
        (double) copies * (criticWeights + generatorWeights) + 2.0 * activations * patches;
    return BASE_BYTES + SCRATCH * BYTES * held;
  }
}
