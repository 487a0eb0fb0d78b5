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
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against mpmath with 60 digits (Frechet) and exact rational arithmetic (KID). */
class FrechetDistanceTest {

  private static final GoldenFiles GOLDEN = new GoldenFiles("fid");

  @Test
  void of_everyReferencePair_matchesEveryValue() throws IOException {
    for (JsonNode pair : GOLDEN.expected().get("pairs")) {
      String name = pair.get("a").asText();
      double[][] a = GOLDEN.matrix(name);
      double[][] b = GOLDEN.matrix(pair.get("b").asText());
      boolean singular = name.contains("rankdef") || name.contains("identical");
      double fid = singular ? 1e-5 : 1e-8 * pair.get("fid").asDouble();
      FrechetDistance frechet = FrechetDistance.of(a, b);
      assertMatches(pair, "fid", frechet.value(), fid, name);
      assertMatches(pair, "mean_term", frechet.meanTerm(), 1e-10, name);
      assertMatches(pair, "trace_S1", frechet.traceA(), 1e-10, name);
      assertMatches(pair, "trace_S2", frechet.traceB(), 1e-10, name);
      assertMatches(pair, "trace_sqrt_S1S2", frechet.traceRoot(), fid, name);
      KernelDistance kernel = KernelDistance.of(a, b);
      assertMatches(pair, "kid_unbiased", kernel.unbiased(), 1e-10, name);
      assertMatches(pair, "mmd2_biased", kernel.biased(), 1e-10, name);
    }
  }

  @Test
  void of_manyRowsWithDependentColumns_isExactToo() {
    // A set stretched by 3 about its mean: Tr S (1 - 3)^2, however singular S is.
    double[][] a = random(200, 12, 1);
    double[][] b = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      a[i][5] = a[i][3] - 2 * a[i][4];
      a[i][7] = 4;
      b[i] = a[i].clone();
      for (int j = 0; j < b[i].length; j++) {
        b[i][j] *= 3;
      }
    }
    FrechetDistance found = FrechetDistance.of(a, b);
    assertEquals(found.meanTerm() + 4 * found.traceA(), found.value(), 1e-9 * found.value());
  }

  @Test
  void of_swappedSets_isTheSame() {
    double[][] a = random(60, 40, 2);
    double[][] b = random(30, 40, 3);
    assertEquals(FrechetDistance.of(a, b).value(), FrechetDistance.of(b, a).value(), 1e-10);
    assertEquals(KernelDistance.of(a, b).unbiased(), KernelDistance.of(b, a).unbiased(), 1e-13);
  }

  @Test
  void of_shiftedSet_isTheSquaredShift() {
    double[][] a = random(300, 70, 4);
    double[][] b = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      b[i] = a[i].clone();
      b[i][2] += 3;
    }
    assertEquals(9, FrechetDistance.of(a, b).value(), 1e-10);
  }

  @Test
  void of_constantSets_isTheDistanceOfTheMeans() {
    double[][] a = {{1, 2}, {1, 2}, {1, 2}};
    double[][] b = {{4, 6}, {4, 6}, {4, 6}};
    assertEquals(25, FrechetDistance.of(a, b).value(), 0);
  }

  @Test
  void of_badSets_saysWhatIsWrong() {
    double[][] good = {{1, 2}, {3, 4}};
    assertRefused(good, new double[][] {{1, 2}}, "at least 2 rows");
    assertRefused(good, new double[][] {{1, 2}, {3}}, "2 columns in row 1, but 1 in row 2");
    assertRefused(
        good,
        new double[][] {{1, 2}, {3, Double.NaN}},
        "second set of features has the value NaN in row 2, column 2");
  }

  private static void assertRefused(double[][] a, double[][] b, String part) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> FrechetDistance.of(a, b));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> KernelDistance.of(a, b));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private static double[][] random(int rows, int columns, long seed) {
    Random random = new Random(seed);
    double[][] x = new double[rows][columns];
    for (double[] row : x) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextGaussian();
      }
    }
    return x;
  }
}
