/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Which voxels are foreground: those strictly above a threshold.
 *
 * @param values voxels, axes x, y, z, with minimum 0, 0, 0
 * @param threshold 0 for a label image; any value to make a label of an intensity image
 */
public record LabelMask(RandomAccessibleInterval<FloatType> values, float threshold) {

  /** A label image: foreground is every voxel greater than 0. */
  public static LabelMask ofLabels(RandomAccessibleInterval<FloatType> labels) {
    return new LabelMask(labels, 0);
  }

  /** Whether a voxel of this value is foreground. */
  public boolean isForeground(float value) {
    return value > threshold;
  }
}
