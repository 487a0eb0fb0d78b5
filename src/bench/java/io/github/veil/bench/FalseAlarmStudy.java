/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.core.Progress;
import io.github.veil.core.RandomSource;
import io.github.veil.evaluate.Evaluation;
import io.github.veil.evaluate.EvaluationConfig;
import io.github.veil.evaluate.EvaluationInput;
import io.github.veil.evaluate.Question;
import io.github.veil.evaluate.SyntheticSet;
import io.github.veil.evaluate.encoder.ConvEncoder;
import io.github.veil.evaluate.report.Finding;
import io.github.veil.evaluate.report.Light;
import io.github.veil.evaluate.report.Report;
import io.github.veil.evaluate.report.ReportTable;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSet;
import io.github.veil.patch.PatchSource;
import io.github.veil.patch.PatchSubset;
import io.github.veil.train.supervised.ClassifierConfig;
import io.github.veil.train.supervised.SegmentationConfig;
import io.github.veil.train.supervised.SegmentationGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How often <i>Evaluate Synthetic Data</i> does not call a perfect set good. The perfect set are
 * real patches of other patients. All patients are shuffled and dealt, whole, into groups of
 * training, held-out and "synthetic" patients, then shuffled anew.
 */
public final class FalseAlarmStudy {

  private static final int SIDES = 3;

  private final PatchSource patches;
  private final int patientsPerSide;
  private final Map<String, int[]> lights = new LinkedHashMap<>();
  private final Map<String, int[]> intervals = new LinkedHashMap<>();
  private int deals;
  private int alarms;

  private FalseAlarmStudy(PatchSource patches, int patientsPerSide) {
    this.patches = patches;
    this.patientsPerSide = patientsPerSide;
  }

  /**
   * @param args a patch set file; then shuffles=… and patients=… (per side)
   */
  public static void main(String[] args) throws IOException {
    Options options = Options.parse(args, 1);
    FalseAlarmStudy study =
        new FalseAlarmStudy(PatchSet.open(Path.of(args[0])), options.integer("patients"));
    for (int shuffle = 0; shuffle < options.integer("shuffles"); shuffle++) {
      study.shuffleAndDeal(shuffle);
    }
    study.print();
  }

  private void shuffleAndDeal(int shuffle) throws IOException {
    List<String> patients =
        new ArrayList<>(patches.rows().stream().map(PatchRow::patient).distinct().toList());
    RandomGenerator random = RandomSource.seeded(shuffle).generator("shuffled patients", 0);
    for (int i = patients.size() - 1; i > 0; i--) {
      Collections.swap(patients, i, random.nextInt(i + 1));
    }
    int group = SIDES * patientsPerSide;
    for (int from = 0; from + group <= patients.size(); from += group) {
      evaluate(patients.subList(from, from + group), shuffle);
    }
  }

  private void evaluate(List<String> patients, long seed) throws IOException {
    SyntheticSet fresh = new SyntheticSet("fresh", side(patients, 2), Optional.empty());
    EvaluationInput input =
        new EvaluationInput(side(patients, 0), side(patients, 1), Optional.empty(), List.of(fresh));
    Report report =
        new Evaluation(input, Optional.empty(), config(seed))
            .run(ConvEncoder.embedded(), Optional.empty(), map -> {}, Progress.NONE)
            .report();
    deals++;
    alarms +=
        report.findings().stream().anyMatch(f -> f.light() == Light.AMBER || f.light() == Light.RED)
            ? 1
            : 0;
    for (Finding finding : report.findings()) {
      lights
          .computeIfAbsent(finding.rule(), rule -> new int[Light.values().length])[
          finding.light().ordinal()]++;
    }
    report.tables().filter(table -> table.name().equals("Membership attacks")).forEach(this::count);
  }

  private PatchSource side(List<String> patients, int side) {
    int from = side * patientsPerSide;
    return PatchSubset.ofPatients(
        patches, new HashSet<>(patients.subList(from, from + patientsPerSide)));
  }

  private void count(ReportTable table) {
    int unit = table.columns().indexOf("Candidates");
    int low = table.columns().indexOf("AUC, 95 % from");
    int high = table.columns().indexOf("AUC, 95 % to");
    for (List<Object> row : table.rows()) {
      int[] missed =
          intervals.computeIfAbsent(row.get(1) + ", on " + row.get(unit), name -> new int[2]);
      missed[0] += (double) row.get(low) > 0.5 ? 1 : 0;
      missed[1] += (double) row.get(high) < 0.5 ? 1 : 0;
    }
  }

  private void print() {
    System.out.printf(
        "%d deals of %d patients a side, %d with a finding that is not good%n",
        deals, patientsPerSide, alarms);
    System.out.println("| rule | good | look closer | bad | not judged |\n|---|---|---|---|---|");
    lights.forEach(
        (rule, n) ->
            System.out.printf("| %s | %d | %d | %d | %d |%n", rule, n[0], n[1], n[2], n[3]));
    System.out.println("\n| interval of the AUC | above 0.5 | below 0.5 |\n|---|---|---|");
    intervals.forEach((name, n) -> System.out.printf("| %s | %d | %d |%n", name, n[0], n[1]));
  }

  private static EvaluationConfig config(long seed) {
    return new EvaluationConfig(
        EnumSet.of(Question.REAL, Question.SAFE),
        EvaluationConfig.DEFAULT_IMAGES,
        EvaluationConfig.DEFAULT_PAIRWISE,
        5,
        false,
        SegmentationConfig.halfUNet(),
        SegmentationGrid.standard(),
        0.2,
        ClassifierConfig.standard(),
        seed);
  }
}
