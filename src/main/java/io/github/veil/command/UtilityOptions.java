/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import io.github.veil.core.Require;
import io.github.veil.evaluate.TestPatients;
import io.github.veil.evaluate.utility.InferenceConfig;
import io.github.veil.image.VolumeReader;
import io.github.veil.patch.Cohort;
import io.github.veil.patch.CohortFolder;
import io.github.veil.patch.CohortRules;
import io.github.veil.patch.ExtractionConfig;
import io.github.veil.patch.Patient;
import io.github.veil.train.supervised.Augmentation;
import io.github.veil.train.supervised.ClassifierConfig;
import io.github.veil.train.supervised.SegmentationConfig;
import io.github.veil.train.supervised.SegmentationGrid;
import io.github.veil.train.supervised.SupervisedConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the fields of the utility test mean. */
final class UtilityOptions {

  static final String ONE_SETTING = "one setting";
  static final String EIGHT_SETTINGS = "best of eight settings";

  static final int DEFAULT_WIDTH = 16;
  static final int DEFAULT_EPOCHS = 10;

  /** A fifth of the training patients choose the settings. */
  static final double VALIDATION_SHARE = 0.2;

  private static final int LEVELS = 4;
  private static final double DROPOUT = 0.1;
  private static final double RATE = 1e-3;
  private static final int BATCH = 32;

  private UtilityOptions() {}

  /** From 32 channels on (half U-Net; 64: full) as deep as published, below one level less. */
  static SegmentationConfig segmentation(int width, int epochs, long seed) {
    SegmentationConfig half = SegmentationConfig.halfUNet();
    boolean published = width >= half.architecture().base();
    return half.withBase(width)
        .withLevels(published ? half.architecture().levels() : LEVELS)
        .withTraining(new SupervisedConfig(RATE, BATCH, epochs, Augmentation.STANDARD, seed));
  }

  static SegmentationGrid grid(String choice) {
    return switch (choice) {
      case ONE_SETTING ->
          new SegmentationGrid(List.of(RATE), List.of(DROPOUT), List.of(Augmentation.STANDARD));
      case EIGHT_SETTINGS -> SegmentationGrid.standard();
      default ->
          throw new IllegalArgumentException(
              "The settings tried must be \"%s\" or \"%s\", but are \"%s\"."
                  .formatted(ONE_SETTING, EIGHT_SETTINGS, choice));
    };
  }

  static ClassifierConfig classifier(int epochs, long seed) {
    ClassifierConfig standard = ClassifierConfig.standard();
    SupervisedConfig training = standard.training();
    return new ClassifierConfig(
        standard.base(),
        standard.dropout(),
        new SupervisedConfig(
            training.learningRate(), training.batchSize(), epochs, training.augmentation(), seed));
  }

  /**
   * @param test folder of test patients; null for none
   * @param other folder of the second site's patients; null for none
   */
  static Optional<TestPatients> testPatients(
      Path test, Path other, CohortRules rules, ExtractionConfig extraction, VolumeReader reader)
      throws IOException {
    Require.that(
        test != null || other == null,
        "The second site's patients need test patients of the own site beside them; choose their"
            + " folder.");
    if (test == null) {
      return Optional.empty();
    }
    Map<String, TestPatients.Site> sites = new LinkedHashMap<>();
    sites.put("own site", site(test, rules, reader));
    if (other != null) {
      sites.put("second site", site(other, rules, reader));
    }
    return Optional.of(new TestPatients(sites, InferenceConfig.like(extraction)));
  }

  private static TestPatients.Site site(Path folder, CohortRules rules, VolumeReader reader)
      throws IOException {
    Cohort found = CohortFolder.scan(folder, rules);
    List<Patient> patients =
        found.patients().stream().map(files -> files.with(reader, Double.NaN)).toList();
    return new TestPatients.Site(patients, found.skipped());
  }
}
