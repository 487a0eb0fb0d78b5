/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.RandomSource;
import io.github.veil.core.Require;
import io.github.veil.train.condition.Conditioning;

/**
 * Every setting of one GAN training; {@link GanPresets} states the defaults.
 *
 * @param preset name of the preset this started from
 * @param loss adversarial loss
 * @param networks sizes of generator and critic
 * @param optimization how their weights move
 * @param schedule how long
 * @param privacy what differential privacy is asked for
 * @param seed blank for secure randomness, else a whole number that makes the run reproducible and
 *     the privacy claim void
 * @param conditioning what the networks are told of each image; null, as in files of earlier
 *     trainings, is nothing
 * @param regularization what else holds the networks back; null, as in files of earlier trainings,
 *     is nothing
 */
public record GanConfig(
    String preset,
    AdversarialLoss loss,
    Networks networks,
    Optimization optimization,
    Schedule schedule,
    PrivacySettings privacy,
    String seed,
    Conditioning conditioning,
    Regularization regularization) {

  /**
   * Sizes of the networks.
   *
   * @param latent length of the latent vector z ~ N(0, I)
   * @param generatorWidth channels of the generator's last hidden layer, doubling towards the input
   *     up to {@code maxWidth}
   * @param criticWidth channels of the critic's first layer, doubling with depth up to {@code
   *     maxWidth}
   * @param maxWidth largest number of channels in any layer
   */
  public record Networks(int latent, int generatorWidth, int criticWidth, int maxWidth) {
    public Networks {
      Require.within(latent, 1, 4096, "The latent length");
      Require.within(generatorWidth, 1, 1024, "The generator width");
      Require.within(criticWidth, 1, 1024, "The critic width");
      Require.within(maxWidth, 1, 4096, "The largest width");
    }
  }

  /** Which optimiser both networks use. */
  public enum OptimizerKind {
    /** Hinton 2012, decay 0.99, as PyTorch's default. */
    RMSPROP,
    /** Kingma and Ba 2015, beta1 0.5, beta2 0.9. */
    ADAM
  }

  /**
   * How weights move.
   *
   * @param optimizer which optimiser
   * @param generatorRate learning rate of the generator
   * @param criticRate learning rate of the critic
   * @param weightClip after each step the critic's weights are clipped to [-c, c]; 0 does not clip
   * @param criticSteps critic steps for each generator step
   * @param batchSize patches in a step; with privacy the expected number of units
   * @param averaging decay of the moving average of the generator's weights that the model keeps; 0
   *     keeps the last weights
   * @param adaptive whether the number of critic steps follows how well the critic does, see {@link
   *     CriticPace}; then {@code criticSteps} is the mean that the length of training is computed
   *     with
   */
  public record Optimization(
      OptimizerKind optimizer,
      double generatorRate,
      double criticRate,
      double weightClip,
      int criticSteps,
      int batchSize,
      double averaging,
      boolean adaptive) {

    /** The same number of critic steps from the beginning to the end. */
    public Optimization(
        OptimizerKind optimizer,
        double generatorRate,
        double criticRate,
        double weightClip,
        int criticSteps,
        int batchSize,
        double averaging) {
      this(
          optimizer,
          generatorRate,
          criticRate,
          weightClip,
          criticSteps,
          batchSize,
          averaging,
          false);
    }

    public Optimization {
      Require.positive(generatorRate, "The generator's learning rate");
      Require.positive(criticRate, "The critic's learning rate");
      Require.within(weightClip, 0, 1e6, "The weight clip");
      Require.within(criticSteps, 1, 10_000, "The number of critic steps per generator step");
      Require.within(batchSize, 1, 100_000, "The batch size");
      Require.that(
          averaging >= 0 && averaging < 1,
          "The decay of the weight average must lie in [0, 1), but is %s.",
          averaging);
    }
  }

  /**
   * How long training goes on.
   *
   * @param iterations generator steps; 0 computes them from {@code epochs}
   * @param epochs passes in the sense of Kossen et al. 2022: an epoch is N / batch generator steps
   * @param maxMinutes stop after this wall-clock time whatever the data say; 0 sets no limit
   * @param checkpointEvery generator steps between checkpoints
   */
  public record Schedule(long iterations, double epochs, double maxMinutes, int checkpointEvery) {
    public Schedule {
      Require.that(
          iterations >= 0 && epochs >= 0 && (iterations > 0 || epochs > 0),
          "Training needs a number of iterations or epochs greater than 0, but they are %d and %s.",
          iterations,
          epochs);
      Require.within(maxMinutes, 0, 1e6, "The time limit in minutes");
      Require.atLeast(checkpointEvery, 1, "The number of iterations between checkpoints");
    }
  }

  /**
   * What keeps a conditional generator from drawing one image per class. Neither part looks at real
   * images, so neither costs privacy.
   *
   * @param spectralNorm bound of the spectral norm of each of the critic's convolutions, see {@link
   *     io.github.veil.network.SpectralNorm}; 0 sets none
   * @param diversity weight of the mode-seeking loss of the generator, see {@link ModeSeeking}; 0
   *     leaves it out
   */
  public record Regularization(double spectralNorm, double diversity) {

    /** Neither. */
    public static final Regularization NONE = new Regularization(0, 0);

    /** What conditional trainings start from. */
    public static final Regularization CONDITIONAL = new Regularization(2, 0.5);

    public Regularization {
      Require.within(spectralNorm, 0, 1e6, "The bound of the critic's spectral norm");
      Require.within(diversity, 0, 1e6, "The weight of diversity");
    }
  }

  /** An unconditional training. */
  public GanConfig(
      String preset,
      AdversarialLoss loss,
      Networks networks,
      Optimization optimization,
      Schedule schedule,
      PrivacySettings privacy,
      String seed) {
    this(preset, loss, networks, optimization, schedule, privacy, seed, Conditioning.NONE, null);
  }

  public GanConfig {
    conditioning = conditioning == null ? Conditioning.NONE : conditioning;
    regularization = regularization == null ? Regularization.NONE : regularization;
    Require.that(
        loss != null && networks != null && optimization != null && schedule != null,
        "A training configuration needs a loss, networks, an optimisation and a schedule.");
    Require.that(privacy != null, "A training configuration says what privacy is asked for.");
    Require.that(
        !optimization.adaptive || loss != AdversarialLoss.WASSERSTEIN,
        "An adaptive number of critic steps needs a loss whose score tells real from generated at"
            + " 0: choose the hinge or the logistic loss.");
    RandomSource.requireSeed(seed);
  }

  /** The same training with other privacy settings. */
  public GanConfig with(PrivacySettings otherPrivacy) {
    return new GanConfig(
        preset,
        loss,
        networks,
        optimization,
        schedule,
        otherPrivacy,
        seed,
        conditioning,
        regularization);
  }

  /** The same training with other networks. */
  GanConfig with(Networks otherNetworks) {
    return new GanConfig(
        preset,
        loss,
        otherNetworks,
        optimization,
        schedule,
        privacy,
        seed,
        conditioning,
        regularization);
  }

  /** Generator steps of the whole run when there are {@code units} patches, volumes or patients. */
  public long totalIterations(int units) {
    if (schedule.iterations > 0) {
      return schedule.iterations;
    }
    long perEpoch = iterationsPerEpoch(units);
    return Math.max(1, Math.round(schedule.epochs * perEpoch));
  }

  /** Generator steps in one epoch: N / batch, rounded down as in Kossen et al. 2022 (1,281). */
  public long iterationsPerEpoch(int units) {
    return Math.max(1, units / optimization.batchSize);
  }
}
