/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.DocsBlock;
import io.github.veil.core.Progress;
import io.github.veil.evaluate.encoder.ConvEncoder;
import io.github.veil.evaluate.report.Report;
import io.github.veil.evaluate.report.ReportTable;
import io.github.veil.evaluate.utility.PhantomCohort;
import io.github.veil.patch.ExtractionConfig;
import io.github.veil.patch.PatchSource;
import io.github.veil.train.supervised.ClassifierConfig;
import io.github.veil.train.supervised.SegmentationConfig;
import io.github.veil.train.supervised.SegmentationGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sets with known faults through a whole evaluation: which figure of the report finds which fault?
 * Three sets of other patients say what real sets differ by. {@code -Dveil.docs.write=true} writes
 * the table in docs/metrics.md.
 */
@Tag("slow")
class CorruptionTableTest {

  private static final int SIZE = 64;
  private static final int PATIENTS_PER_SET = 4;
  private static final int REAL_SETS = 3;

  /** A column of the report. */
  private enum Measure {
    FRECHET("FD", "FD to training (embedded encoder)", 1),
    KERNEL("KID", "KID to training (embedded encoder)", 1),
    PRECISION("precision", "Precision", -1),
    RECALL("recall", "Recall", -1),
    COVERAGE("coverage", "Coverage", -1),
    SSIM("pairwise SSIM", "Mean pairwise SSIM", 1),
    MULTI_SCALE("pairwise MS-SSIM", "Mean pairwise multi-scale SSIM", 1),
    INTENSITY("intensity", "Intensity distance to training (Wasserstein-1, range -1 to 1)", 1),
    SPECTRUM("spectrum, dB", "Spectrum difference to training (dB)", 1),
    DENSITY("vessel density", "Foreground distance to training (Wasserstein-1, share)", 1),
    CALIBRE("calibre, pixels", "Calibre distance to training (Wasserstein-1, pixels)", 1),
    MEMORISED("FD held-out minus training", "FD held-out minus training", 1),
    COPIES("copies", "Exact copies of training images", 1),
    NEARER("share nearer to training", "Share nearer to training than to held-out", 1);

    private final String heading;
    private final String column;
    private final int bad;

    /**
     * @param bad 1 if large values are bad, -1 if small ones are
     */
    Measure(String heading, String column, int bad) {
      this.heading = heading;
      this.column = column;
      this.bad = bad;
    }
  }

  private static final Map<String, Map<Measure, Double>> VALUES = new LinkedHashMap<>();

  @BeforeAll
  static void evaluate() throws IOException {
    ExtractionConfig cut = ExtractionConfig.defaults().withPatchSize(SIZE).withPatches(60, 0.5);
    int groups = 2 + REAL_SETS;
    PhantomCohort cohort = new PhantomCohort(1, PATIENTS_PER_SET * groups, cut);
    List<PatchSource> real = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      int first = PATIENTS_PER_SET * group;
      real.add(cohort.patches(cohort.patients(first, first + PATIENTS_PER_SET)));
    }
    PatchSource training = real.get(0);
    PatchSource base = real.get(2);
    List<SyntheticSet> sets = new ArrayList<>();
    for (int i = 0; i < REAL_SETS; i++) {
      sets.add(set("real " + (i + 1), real.get(2 + i)));
    }
    sets.add(set("noise alone", noise(base)));
    sets.add(set("noise 0.2", Corruption.NOISE.of(base, training, 0.2)));
    sets.add(set("blur 1.2 pixels", Corruption.BLUR.of(base, training, 1.2)));
    sets.add(set("rotation 40°", Corruption.ROTATION.of(base, training, 40)));
    sets.add(set("intensity + 0.25", Corruption.INTENSITY.of(base, training, 0.25)));
    sets.add(set("swirl 2", Corruption.SWIRL.of(base, training, 2)));
    sets.add(set("5 images only", Corruption.MODE_DROP.of(base, training, 1)));
    sets.add(set("half copies", Corruption.COPIES.of(base, training, 0.5)));
    sets.add(set("copies", Corruption.COPIES.of(base, training, 1)));
    EvaluationInput input = new EvaluationInput(training, real.get(1), Optional.empty(), sets);
    Report report =
        new Evaluation(input, Optional.empty(), config())
            .run(ConvEncoder.embedded(), Optional.empty(), map -> {}, Progress.NONE)
            .report();
    for (SyntheticSet set : sets) {
      Map<Measure, Double> values = new LinkedHashMap<>();
      for (Measure measure : Measure.values()) {
        values.put(measure, value(report, measure.column, set.name()));
      }
      VALUES.put(set.name(), values);
    }
    if (DocsBlock.isWanted()) {
      write();
    }
  }

  @Test
  void realSets_areBetterThanEveryFaultyOne_andNoiseIsWorst() {
    for (Map.Entry<String, Map<Measure, Double>> set : VALUES.entrySet()) {
      if (!set.getKey().startsWith("real") && !set.getKey().contains("copies")) {
        assertTrue(set.getValue().get(Measure.FRECHET) > worstReal(Measure.FRECHET), set.getKey());
        assertTrue(set.getValue().get(Measure.KERNEL) > worstReal(Measure.KERNEL), set.getKey());
      }
      double noise = VALUES.get("noise alone").get(Measure.FRECHET);
      assertTrue(set.getValue().get(Measure.FRECHET) <= noise, set.getKey());
    }
  }

  @Test
  void faults_areCaughtByTheMeasuresThatShouldCatchThem() {
    assertCaught("noise alone", EnumSet.range(Measure.FRECHET, Measure.COVERAGE));
    assertCaught("noise 0.2", Set.of(Measure.FRECHET, Measure.KERNEL, Measure.SPECTRUM));
    assertCaught("blur 1.2 pixels", Set.of(Measure.FRECHET, Measure.KERNEL, Measure.SPECTRUM));
    assertCaught("rotation 40°", Set.of(Measure.FRECHET, Measure.KERNEL));
    assertCaught("intensity + 0.25", Set.of(Measure.INTENSITY));
    assertCaught("swirl 2", Set.of(Measure.FRECHET, Measure.KERNEL));
    assertCaught("5 images only", Set.of(Measure.RECALL, Measure.COVERAGE, Measure.SSIM));
    assertCaught("half copies", Set.of(Measure.COPIES, Measure.NEARER, Measure.MEMORISED));
    assertCaught("copies", Set.of(Measure.COPIES, Measure.NEARER, Measure.MEMORISED));
  }

  private static void assertCaught(String set, Set<Measure> measures) {
    for (Measure measure : measures) {
      assertTrue(
          isCaught(set, measure), set + ", " + measure + ": " + VALUES.get(set).get(measure));
    }
  }

  /** Worse than all real sets by more than the largest difference between two of them. */
  private static boolean isCaught(String set, Measure measure) {
    double spread = Math.abs(worstReal(measure) - bestReal(measure));
    return measure.bad * (VALUES.get(set).get(measure) - worstReal(measure)) > spread;
  }

  private static double worstReal(Measure measure) {
    return measure.bad * real(measure).map(v -> measure.bad * v).max(Double::compare).orElseThrow();
  }

  private static double bestReal(Measure measure) {
    return measure.bad * real(measure).map(v -> measure.bad * v).min(Double::compare).orElseThrow();
  }

  private static Stream<Double> real(Measure measure) {
    return VALUES.entrySet().stream()
        .filter(set -> set.getKey().startsWith("real"))
        .map(set -> set.getValue().get(measure));
  }

  private static double value(Report report, String column, String set) {
    for (ReportTable table : report.tables().toList()) {
      int at = table.columns().indexOf(column);
      for (List<Object> row : table.rows()) {
        if (at >= 0 && row.get(0).equals(set)) {
          return ((Number) row.get(at)).doubleValue();
        }
      }
    }
    throw new AssertionError("The report has no column " + column + " for " + set + ".");
  }

  private static SyntheticSet set(String name, PatchSource patches) {
    return new SyntheticSet(name, patches, Optional.empty());
  }

  /** Noise over the whole range of intensities, with the labels of {@code set}. */
  private static PatchSource noise(PatchSource set) {
    List<float[]> patches = new ArrayList<>();
    for (int i = 0; i < set.count(); i++) {
      SplittableRandom random = new SplittableRandom(i);
      float[] patch = new float[2 * SIZE * SIZE];
      set.read(i, patch, 0);
      for (int p = 0; p < SIZE * SIZE; p++) {
        patch[p] = (float) random.nextDouble(-1, 1);
      }
      patches.add(patch);
    }
    return new MadePatches(SIZE, 2, patches, set.rows());
  }

  private static EvaluationConfig config() {
    return new EvaluationConfig(
        EnumSet.of(Question.REAL, Question.SAFE),
        2000,
        100,
        5,
        false,
        SegmentationConfig.halfUNet(),
        SegmentationGrid.standard(),
        0.3,
        ClassifierConfig.standard(),
        1);
  }

  private static void write() throws IOException {
    StringBuilder table = new StringBuilder("| set |");
    for (Measure measure : Measure.values()) {
      table.append(' ').append(measure.heading).append(" |");
    }
    table.append("\n|---|").append("---|".repeat(Measure.values().length)).append('\n');
    VALUES.forEach(
        (set, values) -> {
          table.append("| ").append(set).append(" |");
          values.forEach((measure, value) -> table.append(cell(set, measure, value)));
          table.append('\n');
        });
    new DocsBlock(
            Path.of("docs/metrics.md"),
            "<!-- corruptions: written by CorruptionTableTest -->",
            "<!-- end of corruptions -->")
        .write(table.toString());
  }

  private static String cell(String set, Measure measure, double value) {
    String text = String.format(Locale.ROOT, "%.3g", value).replaceFirst("e\\+0?", "e");
    boolean real = set.startsWith("real");
    return !real && isCaught(set, measure) ? " **" + text + "** |" : " " + text + " |";
  }
}
