/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import java.util.Map;

/** Compares a segmentation with the truth. */
@FunctionalInterface
public interface SegmentationMeasure {

  /** The key of the Dice coefficient, by which networks are chosen. */
  String DICE = "dice";

  /**
   * @param truth 1 for foreground, 0 for background; x runs fastest, then y, then z
   * @param prediction likewise
   * @param dimensions voxels along x, y, z
   * @param spacing size of a voxel along x, y, z
   * @return the measures by name, {@link #DICE} among them, always the same names in the same
   *     order; NaN for those that are undefined
   */
  Map<String, Double> compare(byte[] truth, byte[] prediction, int[] dimensions, double[] spacing);
}
