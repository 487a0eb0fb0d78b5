/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import io.github.veil.patch.PatchSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings to be tried, each with each other; the best by the Dice coefficient of the validation
 * patients wins, the first of equals.
 *
 * @param learningRates Adam's step
 * @param dropouts share of values that training drops
 * @param augmentations what is done to patches at random
 */
public record SegmentationGrid(
    List<Double> learningRates, List<Double> dropouts, List<Augmentation> augmentations) {

  public SegmentationGrid {
    Require.that(
        !learningRates.isEmpty() && !dropouts.isEmpty() && !augmentations.isEmpty(),
        "A grid needs at least one learning rate, one dropout and one augmentation.");
    learningRates = List.copyOf(learningRates);
    dropouts = List.copyOf(dropouts);
    augmentations = List.copyOf(augmentations);
  }

  /** Eight networks, as Kossen et al. 2022 train: two of each. */
  public static SegmentationGrid standard() {
    return new SegmentationGrid(
        List.of(1e-3, 1e-4), List.of(0.0, 0.1), List.of(Augmentation.NONE, Augmentation.STANDARD));
  }

  /**
   * One network that was tried.
   *
   * @param config its settings
   * @param dice mean Dice coefficient of the validation patients; NaN if undefined
   * @param finalLoss mean loss of its last epoch
   */
  public record Trial(SegmentationConfig config, double dice, double finalLoss) {}

  /**
   * What the search gave.
   *
   * @param trials all networks, in the order of training
   * @param best the winner's model, with its validation in the card; the caller closes it
   */
  public record Result(List<Trial> trials, SegmentationModel best) {}

  /** All combinations, as variations of {@code base}. */
  public List<SegmentationConfig> configs(SegmentationConfig base) {
    List<SegmentationConfig> configs = new ArrayList<>();
    for (double rate : learningRates) {
      for (double dropout : dropouts) {
        for (Augmentation augmentation : augmentations) {
          configs.add(
              base.withDropout(dropout)
                  .withTraining(
                      base.training().withLearningRate(rate).withAugmentation(augmentation)));
        }
      }
    }
    return configs;
  }

  /**
   * Trains all and keeps the best.
   *
   * @param validator must not look at test patients
   * @throws IllegalArgumentException if the Dice coefficient is undefined for all
   */
  public Result search(
      SegmentationConfig base,
      PatchSource patches,
      SegmentationValidator validator,
      Progress progress)
      throws IOException {
    List<Trial> trials = new ArrayList<>();
    SegmentationModel best = null;
    double highest = Double.NEGATIVE_INFINITY;
    try {
      for (SegmentationConfig config : configs(base)) {
        SegmentationModel model = SegmentationTraining.train(config, patches, progress);
        SegmentationModel worse = model;
        try {
          double dice = validator.dice(model, progress);
          trials.add(new Trial(config, dice, model.card().finalLoss()));
          if (dice > highest) {
            highest = dice;
            worse = best;
            best = model.validated(dice);
          }
        } finally {
          close(worse);
        }
      }
    } catch (IOException | RuntimeException e) {
      close(best);
      throw e;
    }
    Require.that(
        best != null,
        "The validation patients have no foreground, so no network can be chosen by its Dice"
            + " coefficient; choose other patients.");
    return new Result(List.copyOf(trials), best);
  }

  private static void close(SegmentationModel model) {
    if (model != null) {
      model.close();
    }
  }
}
