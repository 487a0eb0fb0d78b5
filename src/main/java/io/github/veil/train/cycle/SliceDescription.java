/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.image.IntensityScaling;
import io.github.veil.patch.slice.SliceConfig;

/**
 * What is known of the slices besides their pixels: enough to bring a new scan into the form that
 * the networks learnt, and their output back.
 *
 * @param nameX what X is, for instance "T1"
 * @param nameY what Y is, for instance "T2"
 * @param config which slices of a scan became working images, and how
 * @param scalingX how intensities of X became [-1, 1]
 * @param scalingY how intensities of Y did
 */
public record SliceDescription(
    String nameX,
    String nameY,
    SliceConfig config,
    IntensityScaling scalingX,
    IntensityScaling scalingY) {

  /** For slices of unknown origin. */
  public static final SliceDescription UNKNOWN =
      new SliceDescription(
          "X",
          "Y",
          SliceConfig.ofSize(SliceConfig.DEFAULT_SIZE),
          IntensityScaling.ofPercentiles(),
          IntensityScaling.ofPercentiles());

  /** Whether a range of intensities was given beforehand, for X or Y. */
  public boolean hasGivenRange() {
    return scalingX instanceof IntensityScaling.Range || scalingY instanceof IntensityScaling.Range;
  }
}
