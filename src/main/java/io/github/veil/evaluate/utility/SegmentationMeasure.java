/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import io.github.veil.evaluate.segmentation.Mask;
import java.util.Map;

/** Compares a segmentation with the truth. */
@FunctionalInterface
public interface SegmentationMeasure {

  /** The key of the Dice coefficient, by which networks are chosen. */
  String DICE = "dice";

  /**
   * @param spacing size of a voxel along x, y, z, in mm
   * @return the measures by name, {@link #DICE} among them, always the same names in the same
   *     order; NaN for those that are undefined
   */
  Map<String, Double> compare(Mask truth, Mask prediction, double[] spacing);
}
