/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import io.github.veil.core.Require;
import io.github.veil.network.SegmentationArchitecture;

/**
 * How a segmenting network is made.
 *
 * @param architecture the U-Net
 * @param loss what is minimised
 * @param training how it learns
 */
public record SegmentationConfig(
    SegmentationArchitecture architecture, SegmentationLoss loss, SupervisedConfig training) {

  private static final double DROPOUT = 0.1;

  public SegmentationConfig {
    Require.that(
        architecture.channels() == 1,
        "A segmenting network is trained on images of 1 channel, but takes %d.",
        architecture.channels());
    Require.that(loss != null, "The loss is missing; choose Dice or cross-entropy.");
  }

  /** Livne et al. 2019, half U-Net: Dice loss, Adam, dropout 0.1. */
  public static SegmentationConfig halfUNet() {
    return new SegmentationConfig(
        SegmentationArchitecture.half(DROPOUT), SegmentationLoss.DICE, SupervisedConfig.standard());
  }

  /** Livne et al. 2019, full U-Net: four times the work of the half one. */
  public static SegmentationConfig fullUNet() {
    return new SegmentationConfig(
        SegmentationArchitecture.full(DROPOUT), SegmentationLoss.DICE, SupervisedConfig.standard());
  }

  /** The same with another base width, for laptops and trials. */
  public SegmentationConfig withBase(int base) {
    return withArchitecture(
        new SegmentationArchitecture(1, base, architecture.levels(), architecture.dropout()));
  }

  /** The same with another dropout, 0 to below 1. */
  public SegmentationConfig withDropout(double dropout) {
    return withArchitecture(
        new SegmentationArchitecture(1, architecture.base(), architecture.levels(), dropout));
  }

  /** The same with another number of levels. */
  public SegmentationConfig withLevels(int levels) {
    return withArchitecture(
        new SegmentationArchitecture(1, architecture.base(), levels, architecture.dropout()));
  }

  /** The same with another way of learning. */
  public SegmentationConfig withTraining(SupervisedConfig other) {
    return new SegmentationConfig(architecture, loss, other);
  }

  /** The same with another loss. */
  public SegmentationConfig withLoss(SegmentationLoss other) {
    return new SegmentationConfig(architecture, other, training);
  }

  private SegmentationConfig withArchitecture(SegmentationArchitecture other) {
    return new SegmentationConfig(other, loss, training);
  }
}
