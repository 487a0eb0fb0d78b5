/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.segmentation;

/**
 * A prediction against the truth.
 *
 * @param overlap counts and ratios
 * @param voxel distances over all foreground voxels, in voxels
 * @param millimetre the same in the unit of the voxel size
 */
public record SegmentationScores(Overlap overlap, MaskDistances voxel, MaskDistances millimetre) {

  /**
   * @param voxelSize along x, y, z, in mm
   * @throws IllegalArgumentException if sizes differ or a voxel size is not positive
   */
  public static SegmentationScores of(Mask truth, Mask prediction, double... voxelSize) {
    return new SegmentationScores(
        Overlap.of(truth, prediction),
        MaskDistances.between(truth, prediction, 1, 1, 1),
        MaskDistances.between(truth, prediction, voxelSize));
  }
}
