/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.evaluate.segmentation.Mask;
import io.github.veil.evaluate.segmentation.SegmentationScores;
import io.github.veil.evaluate.utility.SegmentationMeasure;
import java.util.LinkedHashMap;
import java.util.Map;

/** The measures of Kossen et al. 2022, of a patient's whole volume. */
final class VolumeMeasures implements SegmentationMeasure {

  @Override
  public Map<String, Double> compare(Mask truth, Mask prediction, double[] spacing) {
    SegmentationScores scores = SegmentationScores.of(truth, prediction, spacing);
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put(DICE, scores.overlap().dice());
    measures.put("sensitivity", scores.overlap().sensitivity());
    measures.put("bAHD (voxel)", scores.voxel().balancedAverageHausdorff());
    measures.put("bAHD (mm)", scores.millimetre().balancedAverageHausdorff());
    measures.put("AHD (voxel)", scores.voxel().averageHausdorff());
    measures.put("AHD (mm)", scores.millimetre().averageHausdorff());
    measures.put("HD95 (voxel)", scores.voxel().hd95());
    measures.put("HD95 (mm)", scores.millimetre().hd95());
    return measures;
  }
}
