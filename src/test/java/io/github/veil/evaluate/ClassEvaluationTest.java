/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.encoder.ConvEncoder;
import io.github.veil.evaluate.report.Block;
import io.github.veil.evaluate.report.Report;
import io.github.veil.evaluate.report.ReportTable;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import io.github.veil.train.supervised.Augmentation;
import io.github.veil.train.supervised.ClassifierConfig;
import io.github.veil.train.supervised.SegmentationConfig;
import io.github.veil.train.supervised.SupervisedConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Conditional sets in the report: one table, maps by class, and sentences on what is missing. */
class ClassEvaluationTest {

  private static Report report;

  /** Bars whose direction is the class "across" or "along"; "rare" ones are squares. */
  private record Bars(List<PatchRow> rows, long seed) implements PatchSource {

    static Bars of(String patient, long seed, String... classes) {
      List<PatchRow> rows = new ArrayList<>();
      for (String name : classes) {
        int i = rows.size();
        rows.add(new PatchRow(i, patient + i / 8, 0, 16, 16, true, Double.NaN, name));
      }
      return new Bars(rows, seed);
    }

    @Override
    public int count() {
      return rows.size();
    }

    @Override
    public int size() {
      return 16;
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public void read(int index, float[] target, int offset) {
      SplittableRandom random = new SplittableRandom(seed + 1000L * index);
      String name = rows.get(index).className();
      int at = 4 + random.nextInt(8);
      for (int i = 0; i < 256; i++) {
        boolean across = Math.abs(i / 16 - at) < 2;
        boolean along = Math.abs(i % 16 - at) < 2;
        boolean inside =
            name.equals("across") ? across : name.equals("along") ? along : across && along;
        target[offset + i] = (float) ((inside ? 0.7 : -0.7) + random.nextDouble(-0.2, 0.2));
      }
    }
  }

  private static String[] classes(int each, String... more) {
    List<String> names = new ArrayList<>(List.of(more));
    for (int i = 0; i < each; i++) {
      names.add("across");
      names.add("along");
    }
    return names.toArray(String[]::new);
  }

  @BeforeAll
  static void evaluate() throws IOException {
    PatchSource train = Bars.of("T", 1, classes(60, "rare", "rare", "rare", "", ""));
    PatchSource heldOut = Bars.of("H", 2, classes(30));
    PatchSource good = Bars.of("S", 3, classes(60));
    PatchSource one =
        Bars.of(
            "U", 4, classes(0, java.util.Collections.nCopies(80, "along").toArray(String[]::new)));
    EvaluationInput input =
        new EvaluationInput(
            train,
            heldOut,
            Optional.empty(),
            List.of(
                new SyntheticSet("good", good, Optional.empty()),
                new SyntheticSet("one class", one, Optional.empty())));
    EvaluationConfig config =
        new EvaluationConfig(
            EnumSet.of(Question.USEFUL, Question.SAFE),
            100,
            20,
            40,
            false,
            SegmentationConfig.halfUNet(),
            io.github.veil.train.supervised.SegmentationGrid.standard(),
            0.3,
            new ClassifierConfig(4, 0, new SupervisedConfig(3e-3, 16, 8, Augmentation.NONE, 1)),
            1);
    report =
        new Evaluation(input, Optional.empty(), config)
            .run(ConvEncoder.embedded(), Optional.empty(), map -> {}, Progress.NONE)
            .report();
  }

  private static ReportTable table(String name) {
    return report.tables().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void summary_setsSideBySide_hasAccuracyAndBothAttacks() {
    ReportTable table = table("Classes and attacks in one table");
    assertEquals("good", table.rows().get(0).get(0));
    double real = (Double) table.rows().get(0).get(1);
    double good = (Double) table.rows().get(0).get(2);
    double one = (Double) table.rows().get(1).get(2);
    assertTrue(real > 0.9 && good > 0.9, real + ", " + good);
    assertEquals(0.5, one, 1e-9, "a classifier that knows one of two classes");
    assertEquals(good / real, (Double) table.rows().get(0).get(3), 1e-12);
    for (int column = 4; column < 8; column++) {
      assertFalse(Double.isNaN((Double) table.rows().get(1).get(column)));
    }
  }

  @Test
  void maps_ofSetsWithClasses_areShownByClass() {
    List<String> pictures = report.pictures().map(Block.Picture::name).toList();
    assertTrue(pictures.contains("umap-classes") && pictures.contains("t-sne-classes"));
  }

  @Test
  void classesThatAreRareAbsentOrMissing_areEachASentence() {
    String text =
        report.sections().stream()
            .flatMap(section -> section.blocks().stream())
            .filter(Block.Text.class::isInstance)
            .map(block -> ((Block.Text) block).text())
            .reduce("", (a, b) -> a + "\n" + b);
    for (String sentence :
        List.of(
            "2 of 125 patches of the training set name no class and were left out.",
            "Class \"rare\" has no test example",
            "Trained on one class: Class \"across\" has no training example, so it cannot be"
                + " recognised.")) {
      assertTrue(text.contains(sentence), text);
    }
    assertTrue(
        text.matches("(?s).*Class \"rare\" has (only [123] training example|no training).*"), text);
  }
}
