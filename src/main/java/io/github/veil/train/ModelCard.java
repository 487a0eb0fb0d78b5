/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.github.veil.train.condition.ConditionSchema;

/**
 * What a model zip says of itself ({@code veil.json}).
 *
 * @param format version of this description
 * @param veil version of Veil that trained the model
 * @param created day of training, ISO 8601
 * @param config every setting of the training; a seed is kept, a secure key never
 * @param patchSize width and height of the generated patches, in pixels
 * @param channels 1 for images, 2 for images with labels
 * @param pixelWidth width of a pixel in {@code unit}
 * @param pixelHeight height of a pixel in {@code unit}
 * @param unit unit of length
 * @param intensities how intensities of the training patches were mapped to [-1, 1]
 * @param iterations generator steps taken
 * @param criticSteps critic steps taken
 * @param seconds wall-clock time of training
 * @param backend what the training ran on
 * @param privateTraining whether the critic was trained by DP-SGD
 * @param initialModel name of the model whose weights training started from; blank for none
 * @param conditions what the generator is told of each image, after the latent vector; null, as in
 *     older models, is nothing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelCard(
    int format,
    String veil,
    String created,
    GanConfig config,
    int patchSize,
    int channels,
    double pixelWidth,
    double pixelHeight,
    String unit,
    String intensities,
    long iterations,
    long criticSteps,
    double seconds,
    String backend,
    boolean privateTraining,
    String initialModel,
    ConditionSchema conditions) {

  /** The version this Veil writes and reads. */
  public static final int FORMAT = 1;

  public ModelCard {
    conditions = conditions == null ? ConditionSchema.NONE : conditions;
  }
}
