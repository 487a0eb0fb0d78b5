/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import io.github.veil.core.Require;

/**
 * A grey image.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param pixels row by row, finite; owned by the image, which must not be changed
 */
public record GreyImage(int width, int height, double[] pixels) {

  public GreyImage {
    Require.that(
        width > 0 && height > 0 && pixels.length == (long) width * height,
        "An image of %d x %d pixels cannot have %d values.",
        width,
        height,
        pixels.length);
    for (int i = 0; i < pixels.length; i++) {
      Require.that(
          Double.isFinite(pixels[i]),
          "The pixel (%d, %d) is %s; images must hold finite numbers only.",
          i % width,
          i / width,
          pixels[i]);
    }
  }

  void requireSameSize(GreyImage other) {
    Require.that(
        width == other.width && height == other.height,
        "Both images must have one size, but they have %d x %d and %d x %d pixels.",
        width,
        height,
        other.width,
        other.height);
  }
}
