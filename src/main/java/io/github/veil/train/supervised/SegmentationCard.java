/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What a segmentation model says of itself.
 *
 * @param format version of this description
 * @param config every setting
 * @param patchSize width and height of the patches it was trained on, pixels
 * @param patches number of patches it was trained on
 * @param patients number of patients they came from
 * @param finalLoss mean loss of the last epoch
 * @param validationDice mean Dice coefficient of the validation patients; null if there were none
 * @param backend what the training ran on
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SegmentationCard(
    int format,
    SegmentationConfig config,
    int patchSize,
    int patches,
    int patients,
    double finalLoss,
    Double validationDice,
    String backend) {

  /** The version this Veil writes and reads. */
  public static final int FORMAT = 1;

  SegmentationCard validated(double dice) {
    return new SegmentationCard(
        format, config, patchSize, patches, patients, finalLoss, dice, backend);
  }
}
