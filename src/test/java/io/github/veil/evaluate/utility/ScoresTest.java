/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.Progress;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import io.github.veil.train.supervised.Augmentation;
import io.github.veil.train.supervised.ClassifierConfig;
import io.github.veil.train.supervised.DiscPatches;
import io.github.veil.train.supervised.SupervisedConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoresTest {

  @Test
  void table_undefinedMeasures_areLeftOutOfTheMean() {
    ScoreTable table =
        new ScoreTable(
            List.of(
                new PatientScores("A", scores(0.8, Double.NaN)),
                new PatientScores("B", scores(0.6, 3))),
            List.of());
    assertEquals(0.7, table.summary("dice").mean(), 1e-12);
    assertEquals(Math.sqrt(0.02), table.summary("dice").deviation(), 1e-12);
    assertEquals(1, table.summary("hd95_mm").count());
    assertEquals(3, table.summary("hd95_mm").mean());
    assertThrows(IllegalArgumentException.class, () -> table.summary("none"));
  }

  private static Map<String, Double> scores(double dice, double distance) {
    Map<String, Double> scores = new java.util.LinkedHashMap<>();
    scores.put("dice", dice);
    scores.put("hd95_mm", distance);
    return scores;
  }

  /**
   * scikit-learn 1.2: accuracy_score([0,0,0,1,1,2],[0,0,1,1,0,2]) = 0.6667, balanced_accuracy_score
   * = 0.7222.
   */
  @Test
  void confusion_counts_giveAccuraciesAndRecalls() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(
            List.of("a", "b", "c", "d"),
            new int[] {0, 0, 0, 1, 1, 2},
            new int[] {0, 0, 1, 1, 0, 2});
    assertEquals(4 / 6.0, matrix.accuracy(), 1e-12);
    assertEquals((2 / 3.0 + 0.5 + 1) / 3, matrix.balancedAccuracy(), 1e-12);
    assertEquals(0.5, matrix.recall(1));
    assertTrue(Double.isNaN(matrix.recall(3)));
    assertEquals(4, matrix.notes().size());
    assertTrue(matrix.notes().get(3).contains("\"d\" has no test example"));
    assertTrue(matrix.notes().get(2).contains("only 1 test example,"), matrix.notes().get(2));
  }

  @Test
  void classifierUtility_realAndWronglyLabelledSet_areToldApart() {
    ClassifierUtility utility =
        new ClassifierUtility(
            ClassifierConfig.standard()
                .withBase(4)
                .withTraining(new SupervisedConfig(3e-3, 16, 12, Augmentation.NONE, 1)),
            1);
    PatchSource real = new DiscPatches("P", 160, 1);
    PatchSource test = new DiscPatches("T", 60, 2);
    PatchSource wrong = new OppositeClasses(new DiscPatches("S", 200, 3));
    Map<String, ClassifierUtility.Row> rows =
        utility.compare(real, Map.of("wrong", wrong), test, Progress.NONE);
    assertTrue(rows.get("real").matrix().balancedAccuracy() > 0.9);
    assertTrue(rows.get("wrong").matrix().balancedAccuracy() < 0.1);
    assertEquals(160, rows.get("wrong").patches());
    assertThrows(
        IllegalArgumentException.class, () -> utility.compare(real, Map.of(), real, Progress.NONE));
  }

  /** "small" for large discs and "large" for small ones. */
  private static final class OppositeClasses extends ChangedPatches {

    OppositeClasses(PatchSource inner) {
      super(inner);
    }

    @Override
    public List<PatchRow> rows() {
      return inner.rows().stream()
          .map(
              row ->
                  new PatchRow(
                      row.patch(),
                      row.patient(),
                      row.slice(),
                      row.x(),
                      row.y(),
                      row.centred(),
                      row.foregroundShare(),
                      row.className().equals("small") ? "large" : "small"))
          .toList();
    }
  }
}
