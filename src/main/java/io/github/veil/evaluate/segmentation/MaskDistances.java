/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.segmentation;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Distances between the voxels of two masks, truth G and prediction S: for each voxel of one, to
 * the nearest voxel of the other. All are NaN if one of the masks is empty.
 *
 * @param sumToPrediction sum over G of the distances to S
 * @param sumToTruth sum over S of the distances to G
 * @param voxelsTruth |G|
 * @param voxelsPrediction |S|
 * @param hausdorff the largest distance of both directions
 * @param hd95 the larger of the two directions' 95th percentiles
 * @param hd95Pooled the 95th percentile of both directions together
 */
public record MaskDistances(
    double sumToPrediction,
    double sumToTruth,
    int voxelsTruth,
    int voxelsPrediction,
    double hausdorff,
    double hd95,
    double hd95Pooled) {

  /**
   * Over all foreground voxels; for distances between surfaces, give {@link Mask#surface()} of
   * each.
   *
   * @param spacing voxel size along x, y, z; 1, 1, 1 for distances in voxels
   * @throws IllegalArgumentException if sizes differ or a spacing is not positive
   */
  public static MaskDistances between(Mask truth, Mask prediction, double... spacing) {
    truth.requireSameSize(prediction);
    int g = truth.count();
    int s = prediction.count();
    if (g == 0 || s == 0) {
      double none = Double.NaN;
      return new MaskDistances(none, none, g, s, none, none, none);
    }
    double[] toPrediction = DistanceTransform.distances(truth, prediction, spacing);
    double[] toTruth = DistanceTransform.distances(prediction, truth, spacing);
    double[] pooled =
        DoubleStream.concat(Arrays.stream(toPrediction), Arrays.stream(toTruth)).toArray();
    Arrays.sort(toPrediction);
    Arrays.sort(toTruth);
    Arrays.sort(pooled);
    return new MaskDistances(
        Arrays.stream(toPrediction).sum(),
        Arrays.stream(toTruth).sum(),
        g,
        s,
        pooled[pooled.length - 1],
        Math.max(percentile95(toPrediction), percentile95(toTruth)),
        percentile95(pooled));
  }

  /** Mean distance of the truth's voxels to the prediction. */
  public double meanToPrediction() {
    return sumToPrediction / voxelsTruth;
  }

  /** Mean distance of the prediction's voxels to the truth. */
  public double meanToTruth() {
    return sumToTruth / voxelsPrediction;
  }

  /** The average Hausdorff distance: the mean of the two directed means. */
  public double averageHausdorff() {
    return (meanToPrediction() + meanToTruth()) / 2;
  }

  /** As {@link #averageHausdorff}, but both sums are divided by |G| (Aydin et al. 2021). */
  public double balancedAverageHausdorff() {
    return (sumToPrediction + sumToTruth) / voxelsTruth / 2;
  }

  /** The larger directed mean. */
  public double maxOfMeans() {
    return Math.max(meanToPrediction(), meanToTruth());
  }

  /** By linear interpolation between order statistics (numpy's default, "type 7"). */
  private static double percentile95(double[] sorted) {
    double rank = 0.95 * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
