/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.segmentation.Mask;
import io.github.veil.evaluate.segmentation.Overlap;
import io.github.veil.patch.ExtractionConfig;
import io.github.veil.patch.PatchSource;
import io.github.veil.patch.Patient;
import io.github.veil.patch.PatientVolumes;
import io.github.veil.train.supervised.Augmentation;
import io.github.veil.train.supervised.SegmentationConfig;
import io.github.veil.train.supervised.SegmentationGrid;
import io.github.veil.train.supervised.SupervisedConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

class SegmentationUtilityTest {

  private static final String SITE = "own site";

  private static final ExtractionConfig EXTRACTION =
      ExtractionConfig.defaults().withPatchSize(48).withPatches(67, 0.5);
  private static final SupervisedConfig TRAINING =
      new SupervisedConfig(3e-3, 8, 8, Augmentation.NONE, 1);
  private static final SegmentationConfig HALF_UNET =
      SegmentationConfig.halfUNet().withBase(8).withDropout(0).withTraining(TRAINING);
  private static final SegmentationGrid ONE =
      new SegmentationGrid(List.of(3e-3), List.of(0.0), List.of(new Augmentation(true, false, 0)));

  /** A set whose labels belong to other patches. */
  private static final class Shuffled extends ChangedPatches {

    Shuffled(PatchSource inner) {
      super(inner);
    }

    @Override
    public void read(int index, float[] target, int offset) {
      int area = size() * size();
      float[] other = new float[2 * area];
      inner.read((index + count() / 2 + 7) % count(), other, 0);
      inner.read(index, target, offset);
      System.arraycopy(other, area, target, offset + area, area);
    }
  }

  @Test
  @Tag("slow")
  void compare_realPairsAndShuffledLabels_onlyTheRealOnesBeatTheThreshold(TestReporter reporter)
      throws IOException {
    PhantomCohort cohort = new PhantomCohort(1, 9, EXTRACTION);
    List<Patient> training = cohort.patients(0, 7);
    List<Patient> test = cohort.patients(7, 9);
    PatchSource real = cohort.patches(training);
    SegmentationUtility utility = new SegmentationUtility(HALF_UNET, ONE, 0.15, 1);
    VolumeTest volumes =
        new VolumeTest(test, InferenceConfig.like(EXTRACTION), PhantomCohort::overlap);

    Map<String, SegmentationUtility.Row> rows =
        utility.compare(
            real,
            Map.of("shuffled", new Shuffled(real)),
            Map.of(SITE, volumes),
            SegmentationUtility.Watcher.NOBODY,
            Progress.NONE);

    double threshold = thresholdDice(test, bestThreshold(training));
    double trained = dice(rows.get(SegmentationUtility.REAL));
    double shuffled = dice(rows.get("shuffled"));
    String figures =
        "threshold %.3f, real %.3f, shuffled %.3f".formatted(threshold, trained, shuffled);
    reporter.publishEntry("Dice of test patients", figures);
    assertTrue(trained > threshold, figures);
    assertTrue(shuffled < threshold, figures);
    assertEquals(402, rows.get("shuffled").pairs());
    assertEquals(
        Set.of("dice", "sensitivity"), Set.copyOf(rows.get("real").scores().get(SITE).names()));
  }

  private static double dice(SegmentationUtility.Row row) {
    return row.scores().get(SITE).summary(SegmentationMeasure.DICE).mean();
  }

  /** The scaled intensity that is the best threshold for the training patients. */
  private static double bestThreshold(List<Patient> training) throws IOException {
    double best = 0;
    double highest = 0;
    for (double threshold = -0.4; threshold < 0.9; threshold += 0.1) {
      double dice = thresholdDice(training, threshold);
      if (dice > highest) {
        highest = dice;
        best = threshold;
      }
    }
    return best;
  }

  /** Mean Dice coefficient of thresholding the scaled intensities. */
  private static double thresholdDice(List<Patient> patients, double threshold) throws IOException {
    double sum = 0;
    for (Patient patient : patients) {
      PatientVolumes volumes = patient.loader().load();
      DoubleUnaryOperator scaler = EXTRACTION.scaling().scaler(volumes.image());
      Mask truth = Mask.of(volumes.label().values(), volumes.label()::isForeground);
      Mask mask = Mask.of(volumes.image().data(), value -> scaler.applyAsDouble(value) > threshold);
      sum += Overlap.of(truth, mask).dice();
    }
    return sum / patients.size();
  }
}
