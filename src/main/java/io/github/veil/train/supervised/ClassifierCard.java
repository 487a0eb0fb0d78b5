/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What a classifier says of itself.
 *
 * @param format version of this description
 * @param config every setting
 * @param classes the classes, in the order of the network's outputs
 * @param patchSize width and height of the patches, pixels
 * @param patches number of patches it was trained on
 * @param finalLoss mean loss of the last epoch
 * @param backend what the training ran on
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClassifierCard(
    int format,
    ClassifierConfig config,
    List<String> classes,
    int patchSize,
    int patches,
    double finalLoss,
    String backend) {

  /** The version this Veil writes and reads. */
  public static final int FORMAT = 1;

  public ClassifierCard {
    classes = List.copyOf(classes);
  }
}
