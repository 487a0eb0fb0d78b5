/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import io.github.veil.patch.PatchSubset;
import io.github.veil.patch.Patient;
import io.github.veil.train.supervised.PatchValidation;
import io.github.veil.train.supervised.PatientSplit;
import io.github.veil.train.supervised.SegmentationConfig;
import io.github.veil.train.supervised.SegmentationGrid;
import io.github.veil.train.supervised.SegmentationModel;
import io.github.veil.train.supervised.SegmentationValidator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/**
 * Trains one segmenting network on real pairs and one on each synthetic set, all on the same number
 * of pairs, with settings chosen on the same real validation patients, and tests all on the same
 * real held-out patients as whole volumes (Kossen et al. 2022).
 *
 * @param config settings of the network; the grid varies them
 * @param grid settings to try on each set
 * @param validationShare share of the real patients whose patches choose the settings, above 0 and
 *     below 1; no network is trained on them, so the real set is smaller by them
 * @param seed divides patients and draws pairs
 */
public record SegmentationUtility(
    SegmentationConfig config, SegmentationGrid grid, double validationShare, long seed) {

  /** The name of the row that is trained on real pairs. */
  public static final String REAL = "real";

  /**
   * What one training set is good for.
   *
   * @param pairs number of pairs that were trained on
   * @param trials the networks that were tried, with their Dice coefficient on validation patients
   * @param chosen settings of the best
   * @param scores of the best on the test patients, by site
   */
  public record Row(
      int pairs,
      List<SegmentationGrid.Trial> trials,
      SegmentationConfig chosen,
      Map<String, ScoreTable> scores) {}

  /** Says who looks at the segmentations of one training set, for instance to make error maps. */
  @FunctionalInterface
  public interface Watcher {

    /** Looks at nothing. */
    Watcher NOBODY = (set, site) -> (patient, probability, truth, prediction) -> {};

    VolumeTest.Listener of(String set, String site);
  }

  /**
   * Does all that.
   *
   * @param real pairs of at least two patients, with labels
   * @param synthetic sets by name, with labels; none may be called {@value #REAL}
   * @param tests held-out patients by site; none may be among those of {@code real}
   * @return a row by name of the set, {@value #REAL} first
   * @throws CancellationException if the user asked to stop
   * @throws IOException if no test patient could be read
   */
  public Map<String, Row> compare(
      PatchSource real,
      Map<String, PatchSource> synthetic,
      Map<String, VolumeTest> tests,
      Watcher watcher,
      Progress progress)
      throws IOException {
    for (VolumeTest test : tests.values()) {
      requireHeldOut(real, test.patients());
    }
    Require.that(!synthetic.containsKey(REAL), "A synthetic set must not be called \"%s\".", REAL);
    PatientSplit split = PatientSplit.of(real, validationShare, seed);
    SegmentationValidator validator = new PatchValidation(split.validation());
    Map<String, PatchSource> sets = new LinkedHashMap<>();
    sets.put(REAL, split.training());
    sets.putAll(synthetic);
    int pairs = sets.values().stream().mapToInt(PatchSource::count).min().orElseThrow();
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Map.Entry<String, PatchSource> set : sets.entrySet()) {
      Progress named = new NamedProgress(set.getKey(), progress);
      PatchSource drawn = PatchSubset.random(set.getValue(), pairs, seed);
      SegmentationGrid.Result result = grid.search(config, drawn, validator, named);
      try (SegmentationModel best = result.best()) {
        Map<String, ScoreTable> scores = new LinkedHashMap<>();
        for (Map.Entry<String, VolumeTest> test : tests.entrySet()) {
          VolumeTest.Listener listener = watcher.of(set.getKey(), test.getKey());
          scores.put(test.getKey(), test.getValue().run(best, listener, named));
        }
        rows.put(set.getKey(), new Row(pairs, result.trials(), best.card().config(), scores));
      }
    }
    return rows;
  }

  private static void requireHeldOut(PatchSource real, List<Patient> test) {
    Set<String> known = real.rows().stream().map(PatchRow::patient).collect(Collectors.toSet());
    for (Patient patient : test) {
      Require.that(
          !known.contains(patient.id()),
          "Patient %s is in the training set and among the test patients; test on patients that no"
              + " network has seen.",
          patient.id());
    }
  }
}
