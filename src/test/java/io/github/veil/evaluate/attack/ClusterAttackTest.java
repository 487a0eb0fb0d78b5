/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterAttackTest {

  @Test
  void cluster_aroundTrainingImages_isFound() {
    double[][] train = gaussians(1, 60, 6);
    double[][] synthetic = gaussians(3, 200, 6);
    for (int i = 0; i < 60; i++) {
      synthetic[i] = train[i / 3].clone();
      synthetic[i][i % 3] += 0.01;
    }
    ClusterAttack attack = ClusterAttack.of(train, gaussians(2, 60, 6), synthetic, null, 999, 1);
    assertTrue(attack.pValue() <= 0.01, "p " + attack.pValue());
    assertTrue(attack.crowdedTrain() > attack.crowdedHoldout());
    assertTrue(attack.statistic() > 0);
  }

  @Test
  void cluster_freshSamples_raiseNoMoreAlarmsThanTheLevel() {
    int alarms = 0;
    for (int run = 0; run < 100; run++) {
      double[][] train = gaussians(10 + 3 * run, 40, 4);
      double[][] holdout = gaussians(11 + 3 * run, 40, 4);
      double[][] synthetic = gaussians(12 + 3 * run, 80, 4);
      alarms += ClusterAttack.of(train, holdout, synthetic, null, 99, run).pValue() <= 0.05 ? 1 : 0;
    }
    // Bin(100, 0.05) exceeds 14 with probability 1e-4.
    assertTrue(alarms <= 14, alarms + " of 100");
  }

  @Test
  void cluster_patientsAreExchangedWhole() {
    // Two patients on each side: 6 ways to share them out, so p is never below 1/6.
    double[][] train = gaussians(1, 20, 3);
    double[][] holdout =
        Arrays.stream(gaussians(2, 20, 3)).map(r -> shifted(r, 50)).toArray(double[][]::new);
    List<String> patients = IntStream.range(0, 40).mapToObj(i -> "P" + i / 10).toList();
    ClusterAttack attack = ClusterAttack.of(train, holdout, gaussians(3, 50, 3), patients, 999, 1);
    assertTrue(attack.pValue() > 0.1, "p " + attack.pValue());
    List<String> shared = IntStream.range(0, 40).mapToObj(i -> "P" + i % 10).toList();
    assertThrows(
        IllegalArgumentException.class,
        () -> ClusterAttack.of(train, holdout, train, shared, 99, 1));
  }

  @Test
  void reidentification_ownImages_areFound() {
    double[][] gallery = gaussians(4, 30, 5);
    double[][] synthetic =
        Arrays.stream(gallery).map(r -> shifted(r, 0.01)).toArray(double[][]::new);
    List<String> names = IntStream.range(0, 30).mapToObj(i -> "P" + i).toList();
    Reidentification found = Reidentification.of(synthetic, names, gallery, names);
    assertEquals(1, found.top(1));
    assertEquals(1 / 30.0, found.chance(1), 1e-15);
    assertEquals(5 / 30.0, found.chance(5), 1e-15);
    assertTrue(found.interval(1, 0.95).low() > 0.85);
  }

  @Test
  void reidentification_unrelatedImages_isAtChance() {
    List<String> names = IntStream.range(0, 200).mapToObj(i -> "P" + i).toList();
    Reidentification found =
        Reidentification.of(gaussians(6, 200, 5), names, gaussians(7, 200, 5), names);
    // Clopper-Pearson at 99.99 %: false alarm 1e-4, seed fixed.
    assertTrue(found.interval(1, 0.9999).contains(found.chance(1)));
    assertTrue(found.interval(5, 0.9999).contains(found.chance(5)));
  }

  @Test
  void reidentification_equalDistances_countAsTheMiddlePlace() {
    List<String> names = List.of("a", "b", "c");
    double[][] same = new double[3][2];
    assertArrayEquals(new int[] {2, 2, 2}, Reidentification.of(same, names, same, names).ranks());
  }

  @Test
  void reidentification_scansOfManyPoorImages_areFoundWhereSingleImagesAreNot() {
    // 20 patients around points at a distance of about sqrt(2 * 6); 100 images each with noise of
    // standard deviation 2 in 6 dimensions.
    double[][] gallery = gaussians(8, 20, 6);
    double[][] noise = gaussians(9, 2000, 6);
    List<String> names = IntStream.range(0, 20).mapToObj(i -> "P" + i).toList();
    List<String> sources = IntStream.range(0, 2000).mapToObj(i -> "P" + i % 20).toList();
    double[][] images = new double[2000][6];
    for (int i = 0; i < 2000; i++) {
      for (int d = 0; d < 6; d++) {
        images[i][d] = gallery[i % 20][d] + 2 * noise[i][d];
      }
    }
    Reidentification single = Reidentification.of(images, sources, gallery, names);
    Reidentification scans = Reidentification.ofScans(images, sources, gallery, names);
    assertTrue(single.top(1) < 0.5, "single images: " + single.top(1));
    assertEquals(20, scans.traced());
    assertTrue(scans.top(1) >= 0.9, "scans: " + scans.top(1));
    assertTrue(single.top(1) > 2 * single.chance(1), "single images: " + single.top(1));
  }

  @Test
  void reidentification_sourceWithoutImage_isRefused() {
    double[][] one = new double[1][2];
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Reidentification.of(one, List.of("x"), one, List.of("y")));
    assertTrue(e.getMessage().contains("patient x has no image in the gallery"));
  }

  static double[][] gaussians(long seed, int rows, int columns) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] matrix = new double[rows][columns];
    for (double[] row : matrix) {
      Arrays.setAll(row, d -> random.nextGaussian());
    }
    return matrix;
  }

  private static double[] shifted(double[] row, double by) {
    return Arrays.stream(row).map(value -> value + by).toArray();
  }
}
