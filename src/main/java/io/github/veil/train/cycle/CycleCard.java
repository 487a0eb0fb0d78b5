/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What a model zip of a translation says of itself ({@code veil.json}).
 *
 * @param format version of this description
 * @param kind {@value #KIND}, which tells it from other models
 * @param veil version of Veil that trained the model
 * @param created day of training, ISO 8601
 * @param config every setting of the training; a seed is kept, a secure key never
 * @param slices what the slices were and how intensities were mapped
 * @param countX slices of X; treated as public
 * @param countY slices of Y
 * @param steps steps taken
 * @param seconds wall-clock time of training
 * @param backend what the training ran on
 * @param privateTraining whether all four networks were trained by DP-SGD
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CycleCard(
    int format,
    String kind,
    String veil,
    String created,
    CycleConfig config,
    SliceDescription slices,
    int countX,
    int countY,
    long steps,
    double seconds,
    String backend,
    boolean privateTraining) {

  /** The version this Veil writes and reads. */
  public static final int FORMAT = 1;

  /** What {@code kind} is. */
  public static final String KIND = "translation";

  /** Channels that go in. */
  public int inputChannels(Direction direction) {
    CycleConfig.Networks networks = config.networks();
    return direction == Direction.G ? networks.channelsX() : networks.channelsY();
  }

  /** Channels that come out. */
  public int outputChannels(Direction direction) {
    return inputChannels(direction == Direction.G ? Direction.F : Direction.G);
  }
}
