/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.phantom;

import io.github.veil.core.Require;

/**
 * A cohort of procedural spines, seen as stacks of sagittal slices.
 *
 * @param seed the same seed gives the same voxels
 * @param patients number of patients, 1 to 999
 * @param pixelMm side of a pixel, mm: 0.5 to 4
 * @param slices number of sagittal slices about the middle, 1 to 31
 * @param sliceMm distance of the slices, mm
 * @param site scanner and protocol
 */
public record SpineConfig(
    long seed, int patients, double pixelMm, int slices, double sliceMm, ScannerPreset site) {

  /** Field of view from front to back and from top to bottom, mm. */
  private static final double[] FIELD_OF_VIEW = {224, 736};

  private static final int SLICES = 5;
  private static final double SLICE_MM = 4;

  public SpineConfig {
    Require.within(patients, 1, 999, "The number of patients");
    Require.within(pixelMm, 0.5, 4, "The side of a pixel in mm");
    Require.within(slices, 1, 31, "The number of slices");
    Require.positive(sliceMm, "The distance of the slices in mm");
    Require.that(site != null, "The site is missing.");
  }

  /** Pixels of 2 mm, 5 slices of 4 mm: 112 x 368 x 5 voxels, for patches of 32 pixels. */
  public static SpineConfig small(long seed, int patients, ScannerPreset site) {
    return new SpineConfig(seed, patients, 2, SLICES, SLICE_MM, site);
  }

  /** Pixels of 4/3 mm, 5 slices of 4 mm: 168 x 552 x 5 voxels, for patches of 48 pixels. */
  public static SpineConfig medium(long seed, int patients, ScannerPreset site) {
    return new SpineConfig(seed, patients, 4 / 3.0, SLICES, SLICE_MM, site);
  }

  /** Pixels of 1 mm, 5 slices of 4 mm: 224 x 736 x 5 voxels, for patches of 64 pixels. */
  public static SpineConfig full(long seed, int patients, ScannerPreset site) {
    return new SpineConfig(seed, patients, 1, SLICES, SLICE_MM, site);
  }

  /** Voxels from front to back, top to bottom, right to left. */
  public int[] dimensions() {
    return new int[] {
      (int) Math.round(FIELD_OF_VIEW[0] / pixelMm),
      (int) Math.round(FIELD_OF_VIEW[1] / pixelMm),
      slices
    };
  }

  /** Size of a voxel in the same order, mm. */
  public double[] voxelSizeMm() {
    return new double[] {pixelMm, pixelMm, sliceMm};
  }
}
