/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.veil.evaluate.GoldenFiles;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected values: golden/README.md, section 5 (exact integers, cKDTree, scikit-learn). */
class NearestDistancesTest {

  @Test
  void distances_goldenTriples_equalTheReference() throws IOException {
    for (JsonNode triple : new GoldenFiles("privacy").expected().get("triples")) {
      NearestDistances train = distances(triple, "train");
      NearestDistances holdout = distances(triple, "holdout");
      String name = triple.get("synthetic").asText().replace(".csv", "_distances.csv");
      double[][] rows = new GoldenFiles("privacy").matrix(name, 1);
      for (int i = 0; i < rows.length; i++) {
        assertRelative(rows[i][0], train.nearest()[i]);
        assertRelative(rows[i][1], train.second()[i]);
        assertRelative(rows[i][2], train.ratios()[i]);
        assertRelative(rows[i][3], holdout.nearest()[i]);
        assertRelative(rows[i][4], holdout.second()[i]);
        assertRelative(rows[i][5], holdout.ratios()[i]);
      }
      assertSummary(triple.get("dcr_train"), train.nearest(), 0);
      assertSummary(triple.get("dcr_holdout"), holdout.nearest(), 0);
      assertSummary(
          triple.get("nndr_train"), train.ratios(), triple.get("nndr_train_undefined").asInt());
      assertSummary(
          triple.get("nndr_holdout"),
          holdout.ratios(),
          triple.get("nndr_holdout_undefined").asInt());
      assertEquals(triple.get("exact_copies_of_train").asInt(), train.copies());
      assertEquals(triple.get("exact_copies_of_holdout").asInt(), holdout.copies());
      assertEquals(
          triple.get("share_closer_to_train_ties_half").asDouble(), train.shareNearerThan(holdout));
    }
  }

  @Test
  void attack_goldenTriples_equalsTheReference() throws IOException {
    for (JsonNode triple : new GoldenFiles("privacy").expected().get("triples")) {
      double[][] synthetic = matrix(triple, "synthetic");
      double[] in = DistanceScores.nearest(matrix(triple, "train"), synthetic);
      double[] out = DistanceScores.nearest(matrix(triple, "holdout"), synthetic);
      String name = triple.get("synthetic").asText().replace("synthetic", "attack_scores");
      double[][] expected = new GoldenFiles("privacy").matrix(name, 1);
      for (int i = 0; i < expected.length; i++) {
        assertRelative(expected[i][1], i < in.length ? in[i] : out[i - in.length]);
      }
      JsonNode attack = triple.get("attack");
      Roc roc = Roc.of(in, out);
      assertEquals(attack.get("pairs_won").asLong(), roc.wonPairs());
      assertEquals(attack.get("pairs_tied").asLong(), roc.tiedPairs());
      assertEquals(attack.get("auc").asDouble(), roc.auc(), 1e-15);
      assertEquals(attack.get("true_positives").asInt(), roc.at(0.01).truePositives());
      assertEquals(attack.get("false_positives").asInt(), roc.at(0.01).falsePositives());
      assertEquals(attack.get("tpr_at_1pct_fpr").asDouble(), roc.tprAt(0.01), 1e-15);
      assertRelative(attack.get("threshold_distance").asDouble(), -roc.at(0.01).threshold());
      assertEquals(attack.get("max_tpr_minus_fpr").asDouble(), roc.advantage(), 1e-15);
    }
  }

  @Test
  void ganLeaks_uncalibrated_ranksAsTheDistanceDoes() throws IOException {
    double[][] train = new GoldenFiles("privacy").matrix("triple_0_train.csv");
    double[][] holdout = new GoldenFiles("privacy").matrix("triple_0_holdout.csv");
    double[][] synthetic = new GoldenFiles("privacy").matrix("triple_0_synthetic.csv");
    Roc leaks =
        Roc.of(
            DistanceScores.ganLeaks(train, synthetic), DistanceScores.ganLeaks(holdout, synthetic));
    assertEquals(0.614925, leaks.auc(), 1e-15);
  }

  @Test
  void ganLeaks_calibrated_isTheDifferenceOfReconstructionErrors() {
    double[][] candidates = {{0, 0}, {3, 4}};
    double[][] synthetic = {{0, 1}, {9, 9}};
    double[][] reference = {{3, 3}, {0, -2}};
    double[] scores = DistanceScores.ganLeaksCalibrated(candidates, synthetic, reference);
    assertEquals(-(1 - 4), scores[0], 1e-12);
    assertEquals(-(18 - 1), scores[1], 1e-12);
  }

  private static NearestDistances distances(JsonNode triple, String set) throws IOException {
    return NearestDistances.of(matrix(triple, "synthetic"), matrix(triple, set));
  }

  private static double[][] matrix(JsonNode triple, String set) throws IOException {
    return new GoldenFiles("privacy").matrix(triple.get(set).asText());
  }

  private static void assertSummary(JsonNode expected, double[] values, int undefined) {
    DistanceSummary summary = DistanceSummary.of(values);
    assertEquals(expected.get("n").asInt(), summary.n());
    assertEquals(undefined, summary.undefined());
    assertRelative(expected.get("mean").asDouble(), summary.mean());
    assertRelative(expected.get("median").asDouble(), summary.median());
    assertRelative(expected.get("p05").asDouble(), summary.p05());
    assertRelative(expected.get("min").asDouble(), summary.min());
    assertRelative(expected.get("max").asDouble(), summary.max());
    assertTrue(IntStream.range(0, values.length).allMatch(i -> !(values[i] < 0)));
  }

  private static void assertRelative(double expected, double actual) {
    boolean undefined = Double.isNaN(expected);
    assertEquals(expected, actual, undefined ? 0 : 1e-12 * Math.abs(expected));
  }
}
