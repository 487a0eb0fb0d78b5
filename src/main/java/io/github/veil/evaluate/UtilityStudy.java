/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import ij.ImagePlus;
import io.github.veil.core.Progress;
import io.github.veil.evaluate.report.Block;
import io.github.veil.evaluate.report.Cells;
import io.github.veil.evaluate.report.Finding;
import io.github.veil.evaluate.report.Light;
import io.github.veil.evaluate.report.ReportTable;
import io.github.veil.evaluate.report.Section;
import io.github.veil.evaluate.segmentation.ErrorMap;
import io.github.veil.evaluate.utility.PatientScores;
import io.github.veil.evaluate.utility.ScoreTable;
import io.github.veil.evaluate.utility.SegmentationMeasure;
import io.github.veil.evaluate.utility.SegmentationUtility;
import io.github.veil.evaluate.utility.VolumeTest;
import io.github.veil.patch.PatchSource;
import io.github.veil.train.supervised.SegmentationConfig;
import io.github.veil.train.supervised.SegmentationGrid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Is it useful enough? Networks trained on synthetic pairs against networks trained on real ones.
 */
final class UtilityStudy {

  /** Shares of what training on real data reaches. */
  static final double GOOD = 0.95;

  static final double FAIR = 0.85;

  static final String RULE =
      "Good from %s of what training on real images reaches, to be looked at from %s."
          .formatted(Cells.percent(GOOD), Cells.percent(FAIR));

  /** Where real pairs teach no more than this Dice coefficient, nothing can be said. */
  private static final double LEAST_DICE = 0.5;

  private static final String DICE_RULE =
      RULE
          + " Not judged where the latter is below a Dice coefficient of %s: train for more epochs."
              .formatted(LEAST_DICE);

  private final EvaluationInput input;
  private final TestPatients patients;
  private final EvaluationConfig config;
  private final Consumer<ImagePlus> errorMaps;
  private final Progress progress;

  /**
   * @param errorMaps receives a stack per training set and test patient
   */
  UtilityStudy(
      EvaluationInput input,
      TestPatients patients,
      EvaluationConfig config,
      Consumer<ImagePlus> errorMaps,
      Progress progress) {
    this.input = input;
    this.patients = patients;
    this.config = config;
    this.errorMaps = errorMaps;
    this.progress = progress;
  }

  Chapter run() throws IOException {
    Map<String, PatchSource> synthetic = new LinkedHashMap<>();
    input.synthetic().forEach(set -> synthetic.put(set.name(), set.patches()));
    Map<String, VolumeTest> tests = new LinkedHashMap<>();
    patients
        .sites()
        .forEach(
            (name, site) ->
                tests.put(
                    name,
                    new VolumeTest(site.patients(), patients.inference(), new VolumeMeasures())));
    Map<String, SegmentationUtility.Row> rows =
        new SegmentationUtility(
                config.segmentation(), config.grid(), config.validationShare(), config.seed())
            .compare(input.train(), synthetic, tests, this::listener, progress);
    List<Block> blocks = new ArrayList<>();
    for (String site : tests.keySet()) {
      blocks.add(new Block.Table(summary(site, rows)));
      blocks.add(new Block.Table(perPatient(site, rows)));
    }
    blocks.add(new Block.Table(trials(rows)));
    List<String> leftOut = leftOut(rows);
    leftOut.forEach(note -> blocks.add(new Block.Text(note)));
    return new Chapter(
        new Section("Useful enough? Segmentation", lead(rows), blocks), findings(rows), leftOut);
  }

  private VolumeTest.Listener listener(String set, String site) {
    return (patient, probability, truth, prediction) ->
        errorMaps.accept(
            ErrorMap.of(
                truth,
                prediction,
                patient.image().geometry(),
                "errors of " + set + ", " + patient.id()));
  }

  private String lead(Map<String, SegmentationUtility.Row> rows) {
    return ("A U-Net (base width %d) was trained on %d pairs of each set, with settings chosen on real"
            + " validation patients, and tested on whole volumes of patients that no network has"
            + " seen.")
        .formatted(
            config.segmentation().architecture().base(),
            rows.get(SegmentationUtility.REAL).pairs());
  }

  private static ReportTable summary(String site, Map<String, SegmentationUtility.Row> rows) {
    ReportTable table =
        ReportTable.of(
            "Segmentation of test patients, " + site,
            "Measure",
            "Trained on",
            "Patients",
            "Mean",
            "SD");
    for (String name : rows.get(SegmentationUtility.REAL).scores().get(site).names()) {
      for (Map.Entry<String, SegmentationUtility.Row> row : rows.entrySet()) {
        ScoreTable.Summary summary = row.getValue().scores().get(site).summary(name);
        table =
            table.with(name, row.getKey(), summary.count(), summary.mean(), summary.deviation());
      }
    }
    return table;
  }

  private static ReportTable perPatient(String site, Map<String, SegmentationUtility.Row> rows) {
    List<String> names = rows.get(SegmentationUtility.REAL).scores().get(site).names();
    List<String> columns = new ArrayList<>(List.of("Trained on", "Patient"));
    columns.addAll(names);
    List<List<Object>> cells = new ArrayList<>();
    rows.forEach(
        (set, row) -> {
          for (PatientScores scores : row.scores().get(site).patients()) {
            List<Object> line = new ArrayList<>(List.of(set, scores.patient()));
            line.addAll(scores.measures().values());
            cells.add(line);
          }
        });
    return new ReportTable("Segmentation by patient, " + site, columns, cells);
  }

  private static ReportTable trials(Map<String, SegmentationUtility.Row> rows) {
    ReportTable table =
        ReportTable.of(
            "Settings that were tried",
            "Trained on",
            "Learning rate",
            "Dropout",
            "Augmentation",
            "Dice of validation patients",
            "Loss of the last epoch",
            "Chosen");
    for (Map.Entry<String, SegmentationUtility.Row> row : rows.entrySet()) {
      for (SegmentationGrid.Trial trial : row.getValue().trials()) {
        SegmentationConfig tried = trial.config();
        table =
            table.with(
                row.getKey(),
                tried.training().learningRate(),
                tried.architecture().dropout(),
                tried.training().augmentation().flips() ? "yes" : "no",
                trial.dice(),
                trial.finalLoss(),
                tried.equals(row.getValue().chosen()) ? "yes" : "");
      }
    }
    return table;
  }

  /** Test patients who were not tested on: who could not be found whole, and who not be read. */
  private List<String> leftOut(Map<String, SegmentationUtility.Row> rows) {
    Stream<String> skipped =
        patients.sites().entrySet().stream()
            .flatMap(
                site ->
                    site.getValue().skipped().stream()
                        .map(
                            patient ->
                                "Test patient %s (%s) was left out. %s"
                                    .formatted(patient.patient(), site.getKey(), patient.note())));
    Stream<String> unread =
        rows.values().stream()
            .flatMap(row -> row.scores().values().stream())
            .flatMap(scores -> scores.notes().stream());
    return Stream.concat(skipped, unread).distinct().toList();
  }

  private List<Finding> findings(Map<String, SegmentationUtility.Row> rows) {
    List<Finding> findings = new ArrayList<>();
    for (SyntheticSet set : input.synthetic()) {
      for (String site : patients.sites().keySet()) {
        double real = dice(rows.get(SegmentationUtility.REAL), site);
        double dice = dice(rows.get(set.name()), site);
        findings.add(
            new Finding(
                Question.USEFUL.text(),
                set.name(),
                Light.atLeast(real < LEAST_DICE ? Double.NaN : dice / real, GOOD, FAIR),
                "A U-Net trained on it segments vessels of test patients (%s) with a Dice coefficient of %s; trained on real pairs, %s."
                    .formatted(site, Cells.number(dice), Cells.number(real)),
                DICE_RULE));
      }
    }
    return findings;
  }

  private static double dice(SegmentationUtility.Row row, String site) {
    return row.scores().get(site).summary(SegmentationMeasure.DICE).mean();
  }
}
