/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import static io.github.veil.evaluate.GoldenFiles.assertMatches;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.veil.evaluate.GoldenFiles;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Against exact integer arithmetic. */
class PrecisionRecallTest {

  private static final GoldenFiles GOLDEN = new GoldenFiles("prdc");

  @Test
  void of_everyReferencePair_matchesEveryValue() throws IOException {
    for (JsonNode pair : GOLDEN.expected().get("pairs")) {
      double[][] real = GOLDEN.matrix(pair.get("real").asText());
      double[][] fake = GOLDEN.matrix(pair.get("fake").asText());
      for (int k : new int[] {3, 5}) {
        for (PrecisionRecall.Ball ball : PrecisionRecall.Ball.values()) {
          String key = "k" + k + (ball == PrecisionRecall.Ball.OPEN ? "_strict" : "_nonstrict");
          String where = pair.get("real").asText() + " " + key;
          JsonNode expected = pair.get(key);
          PrecisionRecall found = PrecisionRecall.of(real, fake, k, ball);
          assertMatches(expected, "precision", found.precision(), 1e-12, where);
          assertMatches(expected, "recall", found.recall(), 1e-12, where);
          assertMatches(expected, "density", found.density(), 1e-12, where);
          assertMatches(expected, "coverage", found.coverage(), 1e-12, where);
          assertEquals(expected.get("inside_real_balls").asLong(), found.insideRealBalls(), where);
        }
      }
    }
  }

  @Test
  void of_aCopiedSet_reachesEveryBall() throws IOException {
    double[][] real = GOLDEN.matrix("pair_0_overlap_real.csv");
    PrecisionRecall found = PrecisionRecall.of(real, real, 5);
    assertEquals(new PrecisionRecall(1, 1, 1, 1, 5 * real.length), found);
  }

  @Test
  void of_tooManyNeighbours_saysTheMost() {
    double[][] rows = {{0}, {1}, {2}};
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> PrecisionRecall.of(rows, rows, 3));
    assertTrue(e.getMessage().contains("between 1 and 2"), e.getMessage());
  }
}
