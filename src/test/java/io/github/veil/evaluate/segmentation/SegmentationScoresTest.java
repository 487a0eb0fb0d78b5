/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.segmentation;

import static io.github.veil.evaluate.GoldenFiles.assertMatches;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.veil.evaluate.GoldenFiles;
import java.io.IOException;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against scipy.ndimage.distance_transform_edt(~mask, sampling) and counts in numpy. */
class SegmentationScoresTest {

  private static final GoldenFiles GOLDEN = new GoldenFiles("seg");
  private static final double RATIO = 1e-12;
  private static final double DISTANCE = 1e-9;

  static JsonNode[] pairs() throws IOException {
    return StreamSupport.stream(GOLDEN.expected().get("pairs").spliterator(), false)
        .toArray(JsonNode[]::new);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void of_everyReferencePair_matchesEveryValue(JsonNode pair) throws IOException {
    String name = pair.get("gt").asText();
    Mask truth = mask(name);
    Mask prediction = mask(pair.get("pred").asText());
    double[] size = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      size[axis] = pair.get("voxel_size_mm_x_y_z").get(axis).asDouble();
    }
    SegmentationScores scores = SegmentationScores.of(truth, prediction, size);
    assertOverlap(pair, scores.overlap(), name);
    assertEquals(pair.get("voxels_gt").asInt(), truth.count());
    assertEquals(pair.get("voxels_pred").asInt(), prediction.count());
    assertDistances(pair.get("voxel"), scores.voxel(), name + " voxel");
    assertDistances(pair.get("mm"), scores.millimetre(), name + " mm");
    Mask truthSurface = truth.surface();
    Mask predictionSurface = prediction.surface();
    assertSurface(
        pair.get("voxel"), MaskDistances.between(truthSurface, predictionSurface, 1, 1, 1), name);
    assertSurface(
        pair.get("mm"), MaskDistances.between(truthSurface, predictionSurface, size), name);
  }

  private static void assertOverlap(JsonNode pair, Overlap overlap, String name) {
    assertEquals(pair.get("tp").asLong(), overlap.truePositives(), name);
    assertEquals(pair.get("fp").asLong(), overlap.falsePositives(), name);
    assertEquals(pair.get("fn").asLong(), overlap.falseNegatives(), name);
    assertEquals(pair.get("tn").asLong(), overlap.trueNegatives(), name);
    assertMatches(pair, "dice", overlap.dice(), RATIO, name);
    assertMatches(pair, "jaccard", overlap.jaccard(), RATIO, name);
    assertMatches(pair, "sensitivity", overlap.sensitivity(), RATIO, name);
    assertMatches(pair, "specificity", overlap.specificity(), RATIO, name);
    assertMatches(pair, "precision", overlap.precision(), RATIO, name);
  }

  private static void assertDistances(JsonNode expected, MaskDistances found, String name) {
    assertMatches(expected, "sum_gt_to_pred", found.sumToPrediction(), DISTANCE, name);
    assertMatches(expected, "sum_pred_to_gt", found.sumToTruth(), DISTANCE, name);
    assertMatches(expected, "directed_mean_gt_to_pred", found.meanToPrediction(), DISTANCE, name);
    assertMatches(expected, "directed_mean_pred_to_gt", found.meanToTruth(), DISTANCE, name);
    assertMatches(expected, "average_hausdorff", found.averageHausdorff(), DISTANCE, name);
    assertMatches(
        expected, "balanced_average_hausdorff", found.balancedAverageHausdorff(), DISTANCE, name);
    assertMatches(expected, "max_of_directed_means", found.maxOfMeans(), DISTANCE, name);
    assertMatches(expected, "hausdorff", found.hausdorff(), DISTANCE, name);
    assertMatches(expected, "hd95", found.hd95(), DISTANCE, name);
  }

  private static void assertSurface(JsonNode expected, MaskDistances found, String name) {
    assertMatches(expected, "hd95_surface_max", found.hd95(), DISTANCE, name);
    assertMatches(expected, "hd95_surface_pooled", found.hd95Pooled(), DISTANCE, name);
    assertMatches(expected, "hausdorff_surface", found.hausdorff(), DISTANCE, name);
  }

  @Test
  void distances_randomMasks_equalTheSearchOverAllPairs() {
    Random random = new Random(3);
    for (int round = 0; round < 60; round++) {
      int[] shape = {1 + random.nextInt(9), 1 + random.nextInt(9), 1 + random.nextInt(7)};
      double share = random.nextDouble();
      Mask queries = random(shape, random, 0.3);
      Mask targets = random(shape, random, share * share);
      double[] spacing = {0.3 + random.nextDouble(), 0.3 + random.nextDouble(), 0.7};
      if (!targets.isEmpty()) {
        double sum = 0;
        for (double distance : DistanceTransform.distances(queries, targets, spacing)) {
          sum += distance;
        }
        assertEquals(bruteForceSum(queries, targets, spacing), sum, 1e-10);
      }
    }
  }

  @Test
  void distances_planarMask_areInRasterOrder() {
    Mask all = new Mask(3, 2, 1, new boolean[] {true, true, true, true, true, true});
    Mask corner = new Mask(3, 2, 1, new boolean[] {false, false, false, true, false, false});
    double[] distances = DistanceTransform.distances(all, corner, 1, 2, 1);
    double[] expected = {2, Math.sqrt(5), Math.sqrt(8), 0, 1, 2};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], distances[i], 1e-15);
    }
  }

  @Test
  void of_swappedMasks_swapsTheDirectionsOnly() throws IOException {
    Mask truth = mask("pair_3_missing_branch_gt.tif");
    Mask prediction = mask("pair_3_missing_branch_pred.tif");
    SegmentationScores forth = SegmentationScores.of(truth, prediction, 0.5, 0.5, 0.7);
    SegmentationScores back = SegmentationScores.of(prediction, truth, 0.5, 0.5, 0.7);
    assertEquals(forth.overlap().dice(), back.overlap().dice(), 0);
    assertEquals(forth.overlap().sensitivity(), back.overlap().precision(), 0);
    assertEquals(forth.millimetre().averageHausdorff(), back.millimetre().averageHausdorff(), 0);
    assertEquals(forth.millimetre().hd95(), back.millimetre().hd95(), 0);
    assertTrue(
        forth.millimetre().balancedAverageHausdorff()
            < back.millimetre().balancedAverageHausdorff());
  }

  @Test
  void of_masksOfDifferentSize_saysBothSizes() {
    Mask small = new Mask(2, 1, 1, new boolean[2]);
    Mask large = new Mask(3, 1, 1, new boolean[3]);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> SegmentationScores.of(small, large, 1, 1, 1));
    assertTrue(e.getMessage().contains("2 x 1 x 1 and 3 x 1 x 1"), e.getMessage());
  }

  @Test
  void of_voxelSizeOfZero_isRefused() {
    Mask mask = new Mask(2, 1, 1, new boolean[] {true, false});
    assertThrows(IllegalArgumentException.class, () -> SegmentationScores.of(mask, mask, 1, 0, 1));
  }

  private static Mask mask(String name) throws IOException {
    return Mask.of(GOLDEN.volume(name).data());
  }

  private static Mask random(int[] shape, Random random, double share) {
    boolean[] voxels = new boolean[shape[0] * shape[1] * shape[2]];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = random.nextDouble() < share;
    }
    return new Mask(shape[0], shape[1], shape[2], voxels);
  }

  private static double bruteForceSum(Mask queries, Mask targets, double[] spacing) {
    double sum = 0;
    for (int i = 0; i < queries.foreground().length; i++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int j = 0; j < targets.foreground().length && queries.foreground()[i]; j++) {
        if (targets.foreground()[j]) {
          nearest = Math.min(nearest, distance(queries, i, j, spacing));
        }
      }
      sum += queries.foreground()[i] ? nearest : 0;
    }
    return sum;
  }

  private static double distance(Mask mask, int i, int j, double[] spacing) {
    int w = mask.width();
    int h = mask.height();
    double x = (i % w - j % w) * spacing[0];
    double y = (i / w % h - j / w % h) * spacing[1];
    double z = (i / w / h - j / w / h) * spacing[2];
    return Math.sqrt(x * x + y * y + z * z);
  }
}
