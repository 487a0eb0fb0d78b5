/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

/**
 * What is known of the slices besides their pixels: enough to bring a new image into the form that
 * the networks learnt, and their output back. Veil's training only keeps it.
 *
 * @param nameX what X is, for instance "T1"
 * @param nameY what Y is, for instance "T2"
 * @param plane "xy", "xz" or "yz" of the source volumes
 * @param neighbours slices on each side of the middle one that are channels; 0 without
 * @param pixelWidth width of a pixel of the working size in {@code unit}; 0 when it varies
 * @param pixelHeight height of a pixel of the working size in {@code unit}; 0 when it varies
 * @param unit unit of length
 * @param intensitiesX how intensities of X were mapped to [-1, 1]; text that the reader of images
 *     understands, see its documentation
 * @param intensitiesY the same for Y
 * @param scaledPerPatient whether that mapping was computed from each patient's own images
 */
public record SliceDescription(
    String nameX,
    String nameY,
    String plane,
    int neighbours,
    double pixelWidth,
    double pixelHeight,
    String unit,
    String intensitiesX,
    String intensitiesY,
    boolean scaledPerPatient) {

  /** For slices of unknown origin. */
  public static final SliceDescription UNKNOWN =
      new SliceDescription("X", "Y", "xy", 0, 1, 1, "pixel", "unknown", "unknown", true);
}
