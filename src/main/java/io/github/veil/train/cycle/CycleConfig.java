/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.core.RandomSource;
import io.github.veil.core.Require;
import io.github.veil.train.AdversarialLoss;
import io.github.veil.train.PrivacySettings;

/**
 * Every setting of one training of translation; {@link CyclePresets} states the defaults.
 *
 * @param preset name of the preset this started from
 * @param networks kind and sizes of the four networks
 * @param losses what they minimise
 * @param optimization how their weights move
 * @param augmentation what happens to a slice at random before it enters a step
 * @param schedule how long
 * @param privacy what differential privacy is asked for
 * @param seed blank for secure randomness, else a whole number that makes the run reproducible and
 *     a privacy claim void
 */
public record CycleConfig(
    String preset,
    Networks networks,
    Losses losses,
    Optimization optimization,
    SliceAugmentation augmentation,
    Schedule schedule,
    PrivacySettings privacy,
    String seed) {

  /** Which network translates. */
  public enum GeneratorKind {
    /** Modified U-Net (Isola et al. 2017), field standard for TensorFlow's CycleGAN. */
    UNET,
    /** Two halvings, residual blocks, two doublings (Johnson et al. 2016; Zhu et al. 2017). */
    RESNET
  }

  /**
   * Kind and sizes of the networks.
   *
   * @param generator kind of both generators
   * @param size width and height of a slice in pixels, a multiple of 8, 64 to 512
   * @param channelsX channels of a slice of X, 1 to 16; neighbouring slices may be channels
   * @param channelsY channels of a slice of Y
   * @param generatorWidth channels of a generator's first layer, 64 in the literature
   * @param criticWidth channels of a critic's first layer, 64 in the literature
   * @param dropout probability of dropping a value in the U-Net's inner levels, in [0, 1)
   */
  public record Networks(
      GeneratorKind generator,
      int size,
      int channelsX,
      int channelsY,
      int generatorWidth,
      int criticWidth,
      double dropout) {

    /** Smallest width and height of a slice, in pixels. */
    public static final int MIN_SIZE = 64;

    /** Largest width and height of a slice, in pixels. */
    public static final int MAX_SIZE = 512;

    /** Width and height must be a multiple of this. */
    public static final int SIZE_STEP = 8;

    /** Most channels of a slice. */
    public static final int MAX_CHANNELS = 16;

    public Networks {
      Require.that(generator != null, "Choose the kind of generator: unet or resnet.");
      Require.that(
          size >= MIN_SIZE && size <= MAX_SIZE && size % SIZE_STEP == 0,
          "The working size must be a multiple of %d between %d and %d pixels, but is %d.",
          SIZE_STEP,
          MIN_SIZE,
          MAX_SIZE,
          size);
      Require.within(channelsX, 1, MAX_CHANNELS, "The number of channels of X");
      Require.within(channelsY, 1, MAX_CHANNELS, "The number of channels of Y");
      Require.within(generatorWidth, 1, 256, "The generator width");
      Require.within(criticWidth, 1, 256, "The critic width");
      Require.that(
          dropout >= 0 && dropout < 1,
          "The probability of dropping a value must lie in [0, 1), but is %s.",
          dropout);
    }

    /** The same for slices of another size or other channels. */
    public Networks sized(int newSize, int newChannelsX, int newChannelsY) {
      return new Networks(
          generator, newSize, newChannelsX, newChannelsY, generatorWidth, criticWidth, dropout);
    }
  }

  /**
   * What the networks minimise.
   *
   * @param adversarial {@link AdversarialLoss#LOGISTIC} (binary cross-entropy on logits) or {@link
   *     AdversarialLoss#LEAST_SQUARES}
   * @param cycle lambda, weight of the L1 difference between a slice and its way there and back
   * @param identity weight, in units of lambda, of the L1 difference between a slice and its
   *     translation into the set it is of already; 0 leaves it out
   */
  public record Losses(AdversarialLoss adversarial, double cycle, double identity) {
    public Losses {
      Require.that(
          adversarial == AdversarialLoss.LOGISTIC || adversarial == AdversarialLoss.LEAST_SQUARES,
          "The adversarial loss must be cross-entropy or least-squares.");
      Require.within(cycle, 0, 1000, "The weight of the cycle loss");
      Require.within(identity, 0, 100, "The weight of the identity loss");
    }
  }

  /**
   * How weights move: Adam with beta2 0.999 and epsilon 1e-7 (the default of the source's Keras).
   *
   * @param rate learning rate of all four networks
   * @param beta1 decay of Adam's mean
   * @param batchSize slices of X, and as many of Y, in a step; with privacy the expected number of
   *     units
   * @param imageBuffer how many earlier translations a critic may be shown instead of the newest
   *     (Shrivastava et al. 2017); 0 for none, as privacy demands
   */
  public record Optimization(double rate, double beta1, int batchSize, int imageBuffer) {
    public Optimization {
      Require.positive(rate, "The learning rate");
      Require.that(beta1 >= 0 && beta1 < 1, "Adam's beta1 must lie in [0, 1), but is %s.", beta1);
      Require.within(batchSize, 1, 10_000, "The batch size");
      Require.within(imageBuffer, 0, 1000, "The size of the image buffer");
    }
  }

  /**
   * How long training goes on. An epoch is as many steps as the larger of the two sets needs.
   *
   * @param steps steps in all; 0 computes them from {@code epochs}
   * @param epochs passes over the larger set, used when {@code steps} is 0
   * @param decayStart share of the steps after which the learning rate falls linearly to 0; 1 for
   *     never
   * @param maxMinutes stop after this wall-clock time; 0 sets no limit
   * @param checkpointEvery steps between checkpoints
   * @param previewEvery steps between previews; 0 for none but those asked for
   */
  public record Schedule(
      long steps,
      double epochs,
      double decayStart,
      double maxMinutes,
      int checkpointEvery,
      int previewEvery) {
    public Schedule {
      Require.that(
          steps >= 0 && epochs >= 0 && (steps > 0 || epochs > 0),
          "Training needs a number of steps or epochs greater than 0, but they are %d and %s.",
          steps,
          epochs);
      Require.within(decayStart, 0, 1, "The share of steps after which the learning rate falls");
      Require.within(maxMinutes, 0, 1e6, "The time limit in minutes");
      Require.atLeast(checkpointEvery, 1, "The number of steps between checkpoints");
      Require.atLeast(previewEvery, 0, "The number of steps between previews");
    }

    /** Steps of the whole run when an epoch has {@code perEpoch} steps. */
    public long total(long perEpoch) {
      return steps > 0 ? steps : Math.max(1, Math.round(epochs * perEpoch));
    }

    /**
     * What the learning rate is multiplied by at the 0-based step {@code step} of {@code total}: 1,
     * then down in a line that would reach 0 at step {@code total}.
     */
    public double rateFactor(long step, long total) {
      double start = decayStart * total;
      return step < start || start >= total ? 1 : Math.max(0, (total - step) / (total - start));
    }
  }

  public CycleConfig {
    Require.that(
        networks != null && losses != null && optimization != null && augmentation != null,
        "A training configuration needs networks, losses, an optimisation and an augmentation.");
    Require.that(schedule != null, "A training configuration needs a schedule.");
    Require.that(privacy != null, "A training configuration says what privacy is asked for.");
    Require.that(
        losses.identity == 0 || networks.channelsX == networks.channelsY,
        "The identity loss needs as many channels in X (%d) as in Y (%d); set its weight to 0.",
        networks.channelsX,
        networks.channelsY);
    Require.that(
        !privacy.enabled() || optimization.imageBuffer == 0,
        "Private training cannot keep translated slices from step to step; set the image buffer to"
            + " 0, not %d.",
        optimization.imageBuffer);
    RandomSource.requireSeed(seed);
  }

  /** The same for slices of another size or other channels. */
  public CycleConfig sized(int size, int channelsX, int channelsY) {
    return with(networks.sized(size, channelsX, channelsY));
  }

  private CycleConfig with(Networks other) {
    return new CycleConfig(
        preset, other, losses, optimization, augmentation, schedule, privacy, seed);
  }
}
