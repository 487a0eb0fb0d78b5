/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import io.github.veil.core.Require;
import io.github.veil.image.IntensityScaling;
import io.github.veil.patch.ExtractionConfig;
import io.github.veil.patch.Plane;

/**
 * How a network is applied to whole volumes.
 *
 * @param plane the plane the training patches were cut in
 * @param scaling how intensities become [-1, 1], as when the training patches were cut
 * @param tile largest width and height of a tile in pixels, a multiple of 32; memory grows with its
 *     square
 * @param overlap pixels that neighbouring tiles share, at least 0 and below {@code tile}; there
 *     results are blended
 * @param threshold probability from which a voxel is foreground, between 0 and 1
 */
public record InferenceConfig(
    Plane plane, IntensityScaling scaling, int tile, int overlap, double threshold) {

  /** Whole slices of the usual MRI in one piece. */
  public static final int DEFAULT_TILE = 512;

  public static final int DEFAULT_OVERLAP = 32;
  public static final double DEFAULT_THRESHOLD = 0.5;

  private static final int MULTIPLE = 32;

  public InferenceConfig {
    Require.that(plane != null, "The plane is missing; choose axial, coronal or sagittal.");
    Require.that(scaling != null, "The intensity scaling is missing.");
    Require.that(
        tile >= MULTIPLE && tile % MULTIPLE == 0,
        "The tile size must be a multiple of %d pixels, but is %d.",
        MULTIPLE,
        tile);
    Require.that(
        overlap >= 0 && overlap < tile,
        "The overlap of tiles must be at least 0 and below their size of %d pixels, but is %d.",
        tile,
        overlap);
    Require.that(
        threshold > 0 && threshold < 1,
        "The probability threshold must lie between 0 and 1, but is %s.",
        threshold);
  }

  /** Plane and scaling of the training patches, whole slices, threshold 0.5. */
  public static InferenceConfig like(ExtractionConfig extraction) {
    return new InferenceConfig(
        extraction.plane(), extraction.scaling(), DEFAULT_TILE, DEFAULT_OVERLAP, DEFAULT_THRESHOLD);
  }

  /** The same with other tiles. */
  public InferenceConfig withTiles(int size, int shared) {
    return new InferenceConfig(plane, scaling, size, shared, threshold);
  }
}
